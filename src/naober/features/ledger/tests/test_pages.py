"""What each reads on the pages of the balance; table, picture and files say the same."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from naober.features.ledger import services
from naober.features.ledger.models import Entry
from naober.features.ledger.tests.factories import EntryFactory
from naober.features.ledger.tests.test_publishing import at, quarter
from naober.foundation.members.models import Contribution, SizeClass
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
OWN, BRINGS = reverse("ledger:own"), reverse("ledger:brings")


@pytest.fixture
def me():
    membership = MembershipFactory(company__name="Turfmolen", company__employees=40)
    membership.user.language = "en"
    membership.user.save()
    return membership


@pytest.fixture
def mine(client, me):
    client.force_login(me.user)
    return client


def rows_of(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def texts(html: str, pattern: str) -> list[str]:
    return [re.sub(r"<[^>]*>", "", found).strip() for found in re.findall(pattern, html, re.S)]


def test_empty_says_how_it_fills(mine):
    for page in (OWN, BRINGS):
        assert "both confirm" in mine.get(page).content.decode()


def test_picture_table_and_csv_say_the_same(mine, me):
    for year, amount in [(2024, "12.5"), (2025, "1200"), (2026, "7")]:
        EntryFactory(company=me.company, on=date(year, 5, 1), quantity=Decimal(amount))
    EntryFactory(company=me.company, on=date(2025, 6, 1), quantity=30, direction="took")
    html = mine.get(OWN).content.decode()
    figure = texts(html, r"<figure.*?</figure>")
    assert len(figure) == 1
    picture = texts(html, r'<text class="chart__number"[^>]*>(.*?)</text>')
    table = html.split("<figure", 1)[1].split("</figure", 1)[0]
    cells = texts(table, r'<td class="end">(.*?)</td>')
    assert picture == cells
    assert cells == ["12.5 t", "0 t", "1,200 t", "30 t", "7 t", "0 t"]
    link = re.search(r'href="([^"]*soort.csv[^"]*)"', html)[1].replace("&amp;", "&")
    header, *lines = rows_of(mine.get(link))
    assert header[-1] == "Unit"
    assert [cell for row in lines for cell in row[1:3]] == ["12.5", "0", "1200", "30", "7", "0"]
    assert {row[3] for row in lines} == {"tonnes"}


def test_csv_and_workbook_have_every_line(mine, me):
    other = CompanyFactory(name="=Neighbour")
    EntryFactory(company=me.company, counterparty=other, note="+31 bales", confirmed_by="An, Bo")
    EntryFactory(company=me.company, kind="money", quantity=Decimal("12.34"))
    EntryFactory(note="of somebody else")
    header, *lines = rows_of(mine.get(reverse("ledger:csv")))
    sheet = load_workbook(io.BytesIO(mine.get(reverse("ledger:workbook")).content)).worksheets[0]
    book = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert book[0] == header
    assert len(lines) == len(book) - 1 == 2
    assert {row[3] for row in lines} == {"10", "12.34"}
    assert {float(row[3]) for row in book[1:]} == {10.0, 12.34}
    me.user.language = "nl"
    me.user.save()
    dutch = rows_of(mine.get(reverse("ledger:csv")))[1:]
    assert {(row[3], row[4]) for row in dutch} == {("10", "ton"), ("12,34", "euro")}
    (line,) = [row for row in lines if row[6]]
    assert line[5:8] == ["'=Neighbour", "'+31 bales", "An, Bo"]


def test_a_year_and_a_kind_are_chosen(mine, me):
    EntryFactory(company=me.company, on=date(2025, 5, 1), note="the older one")
    EntryFactory(company=me.company, on=date(2026, 5, 1), note="the newer one")
    EntryFactory(company=me.company, on=date(2026, 5, 1), note="of euros", kind="money")
    html = mine.get(OWN, {"year": "2026", "kind": "material"}).content.decode()
    assert "the newer one" in html
    assert "the older one" not in html
    assert "of euros" not in html
    assert (
        mine.get(OWN, {"year": "x", "kind": "gold", "company": "9", "page": "x"}).status_code == 200
    )


def test_the_other_side_reads_its_own_row_only(client, me):
    other = MembershipFactory(company__name="Heidevonk")
    EntryFactory(company=me.company, counterparty=other.company, note="our margin", quantity=11)
    EntryFactory(company=other.company, counterparty=me.company, direction="took", quantity=13)
    client.force_login(other.user)
    for page in (OWN, BRINGS, reverse("ledger:csv")):
        text = client.get(page).content.decode()
        assert "our margin" not in text
        assert "11 t" not in text
    assert "13 t" in client.get(OWN).content.decode()
    assert "Turfmolen" in client.get(OWN).content.decode()


@pytest.mark.parametrize("role", ["desk", "board", ""])
def test_no_row_of_a_company_for_others(client, me, role):
    EntryFactory(company=me.company, note="secret", quantity=987)
    client.force_login(UserFactory(desk_role=role))
    for name in ("own", "brings", "csv"):
        text = client.get(reverse(f"ledger:{name}"), {"company": me.company.pk}).content.decode()
        assert "secret" not in text
        assert "987" not in text
        assert "Turfmolen" not in text


def test_board_and_members_read_totals_the_desk_a_trend(client, me):
    companies = CompanyFactory.create_batch(5)
    quarter(companies, [110, 120, 130, 140, 150], at(2025, 2, 1))
    services.close_quarters(today=date(2025, 5, 1))
    people = {
        "member": (me.user, True),
        "board": (UserFactory(desk_role="board", language="en"), True),
        "desk": (UserFactory(desk_role="desk", language="en"), False),
        "guest": (UserFactory(language="en"), False),
        "prospect": (MembershipFactory(company__stage="prospect").user, False),
    }
    for who, (user, totals) in people.items():
        client.force_login(user)
        for page in (OWN, BRINGS):
            text = client.get(page).content.decode()
            assert ("650 t" in text) is totals, who
            assert (">index<" in text) is (who == "desk"), who


def test_what_it_brings(mine, me):
    size = next(found for found in SizeClass.objects.all() if found.holds(40))
    year = timezone.localdate().year
    Contribution.objects.create(year=year, size_class=size, amount=Decimal(1000))
    EntryFactory(company=me.company, kind="money", direction="took", quantity=Decimal(3500))
    EntryFactory(
        company=me.company,
        kind="money",
        direction="took",
        quantity=Decimal(700),
        on=date(year - 1, 1, 1),
        confirmed_by="An de Boer, Bo Smit",
    )
    html = mine.get(BRINGS).content.decode()
    for text in ("€ 4,200", "€ 3,500", "€ 1,000", "3.5 times", "An de Boer, Bo Smit"):
        assert text in html


def test_a_correction_counts_back(mine, me):
    row = EntryFactory(company=me.company, quantity=Decimal(40))
    services.correct(entry=row, quantity=Decimal(15), note="weighed again", by=None)
    html = mine.get(OWN).content.decode()
    assert "You gave 25 t." in html
    assert "taken back" in html


def test_merged_companies_are_one(mine, me):
    gone = CompanyFactory(merged_into=me.company)
    EntryFactory(company=gone, quantity=Decimal(5))
    EntryFactory(company=me.company, quantity=Decimal(6))
    assert Entry.objects.visible_to(me.user).count() == 2
    assert "You gave 11 t." in mine.get(OWN).content.decode()


def test_query_counts_do_not_grow(mine, me, django_assert_max_num_queries):
    for number in range(60):
        EntryFactory(
            company=me.company,
            counterparty=CompanyFactory(),
            kind="material" if number % 2 else "money",
            on=date(2020 + number % 7, 1, 1),
        )
    for page, most in ((OWN, 22), (BRINGS, 22), (reverse("ledger:csv"), 16)):
        with django_assert_max_num_queries(most):
            assert mine.get(page).status_code == 200
