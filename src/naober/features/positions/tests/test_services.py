"""From a draft to a promise that was kept: what may be done when, and by whom."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone, translation

from naober.features.positions import news, rules, selectors, services
from naober.features.positions.models import (
    Answer,
    Comment,
    Position,
    Promise,
    Sending,
    Signature,
    State,
)
from naober.features.positions.rules import BEFORE, OPEN, WHO, Do
from naober.features.positions.services import Written
from naober.features.positions.services.comments import Remark
from naober.features.positions.tests import factories
from naober.features.positions.tests.factories import LATER, TEXT, person_of
from naober.foundation.audience.levels import Level
from naober.foundation.journal.models import Entry
from naober.foundation.members.models import Company
from naober.foundation.members.services import leaving
from naober.foundation.members.tests.factories import (
    CompanyFactory,
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return factories.desk()


@pytest.fixture
def company():
    return CompanyFactory(name="Staalwerk")


@pytest.fixture
def person(company):
    return person_of(company)


def test_the_table_of_acts_is_whole() -> None:
    assert set(OPEN) == set(State.values)
    assert set(WHO) == set(Do)
    assert set().union(*OPEN.values()) == set(Do)
    assert set(WHO.values()) == {"reader", "company", "writer", "desk"}
    assert all(Do.BACK in OPEN[state] for state in BEFORE)


def test_its_whole_life(desk, company, person):
    position = factories.draft(desk)
    services.ask_for_comments(position=position, until=timezone.localdate() + LATER, by=desk)
    remark = Remark("Noem ook waterstof.")
    paragraph = position.paragraphs.first()
    services.add_comment(paragraph=paragraph, company=company, remark=remark, by=person)
    services.answer_comment(comment=Comment.objects.get(), answer="Gedaan.", by=desk)
    services.ask_for_signatures(position=position, until=timezone.localdate() + LATER, by=desk)
    services.sign(position=position, company=company, by=person, minority="Liever eerder.")
    services.note_sending(position=position, sending=Sending(addressee="Provincie"), by=desk)
    services.note_answer(position=position, answer=Answer(sender="P", text="Ja."), by=desk)
    promise = Promise(what="Een plan", promised_by="P", by_when=timezone.localdate())
    made = services.note_promise(position=position, promise=promise, by=desk)
    assert [one.key for one in selectors.waiting_for_desk()] == [f"position-promise:{made.pk}"]
    with pytest.raises(ValidationError):
        services.close(position=position, by=desk)
    services.settle_promise(promise=made, kept=True, evidence="Het ligt er.", by=desk)
    closed = services.close(position=position, by=desk)
    assert (closed.state, closed.outcome) == (State.CLOSED, "kept")
    assert selectors.waiting_for_desk() == []


@pytest.mark.parametrize(
    ("settled", "outcome"), [([], "nothing"), ([True, True], "kept"), ([True, False], "broken")]
)
def test_what_came_of_it_follows_from_the_promises(desk, company, settled, outcome):
    position = factories.answered(company, by=desk)
    for kept in settled:
        made = factories.promise(position)
        services.settle_promise(promise=made, kept=kept, evidence="Krant", by=desk)
    assert services.close(position=position, by=desk).outcome == outcome


# --- a company leaves, two become one ---


def test_who_leaves_stands_under_nothing_that_is_still_to_be_sent(desk, company):
    other = CompanyFactory()
    waits, went = factories.signed(company, other), factories.sent(company, other)
    leaving.company_leaves(company=company, by=desk)
    assert [one.company for one in waits.signatures.all()] == [other]
    assert went.signatures.count() == 2
    entry = Entry.objects.get(action="position.name_gone")
    assert (entry.company, entry.about) == (company, f"positions.position:{waits.pk}")
    assert (entry.by, entry.facts) == (desk, {"title": waits.title})


def both_signed(company, other, mine, theirs):
    position = factories.signed(company, other)
    for one, said in ((company, mine), (other, theirs)):
        position.signatures.filter(company=one).update(minority=said)
    return position


@pytest.mark.parametrize(
    ("mine", "theirs", "stays"),
    [("", "Liever eerder.", "Liever eerder."), ("Nu.", "", "Nu."), ("Nu.", "Nu.", "Nu.")],
)
def test_of_two_that_are_one_the_note_stays(desk, company, mine, theirs, stays):
    other = CompanyFactory()
    position = both_signed(company, other, mine, theirs)
    services.before_two_become_one(kept=company, merged=other, by=desk)
    assert list(position.signatures.values_list("company", "minority")) == [(company.pk, stays)]


@pytest.mark.parametrize(
    ("state", "words"), [(State.SIGNING, "terugnemen"), (State.SENT, "twee bedrijven")]
)
def test_two_notes_stand_in_the_way_and_nothing_is_lost(desk, company, state, words):
    other = CompanyFactory()
    position = both_signed(company, other, "Nu.", "Liever later.")
    Position.objects.update(state=state)
    with translation.override("nl"), pytest.raises(ValidationError, match=words):
        services.before_two_become_one(kept=company, merged=other, by=desk)
    assert position.signatures.count() == 2


# --- texts and versions ---


def rewrite(position, text, by, base):
    written = Written(title=position.title, text=text)
    return services.write(position=position, written=written, base=base, by=by)


def test_comments_stay_with_their_paragraph(desk, company, person):
    position = factories.for_comment(desk)
    first, second, _third = position.paragraphs.order_by("pk")
    services.add_comment(paragraph=second, company=company, remark=Remark("Goed."), by=person)
    text = f"Een nieuwe eerste alinea.\n\n{TEXT.replace('te steunen', 'snel te steunen')}"
    made = rewrite(position, text, desk, 1)
    keys = list(made.passages.order_by("place").values_list("paragraph", flat=True))
    assert keys[1:3] == [first.pk, second.pk]
    cards = selectors.position_page(desk, position).passages
    assert [len(card.comments) for card in cards] == [0, 0, 1, 0]


def test_the_same_words_make_no_version(desk):
    position = factories.draft(desk)
    rewrite(position, TEXT, desk, 1)
    assert position.versions.count() == 1


def test_nobodys_words_go_lost(desk):
    position = factories.draft(desk)
    rewrite(position, "Iemand anders was eerder.", desk, 1)
    with pytest.raises(ValidationError, match=r"meanwhile|intussen"):
        rewrite(position, "Ik ook.", desk, 1)
    assert position.versions.count() == 2


def test_an_editor_writes_and_another_member_does_not(desk, person):
    position = factories.for_comment(desk)
    with pytest.raises(PermissionDenied):
        rewrite(position, "Iets anders.", person, 1)
    services.set_editors(position=position, editors=[person], by=desk)
    assert rewrite(position, "Iets anders.", person, 1).number == 2


def test_editors_are_people_of_companies_that_take_part(desk):
    position = factories.draft(desk)
    for stranger in (UserFactory(), person_of(CompanyFactory(stage=Company.Stage.PROSPECT))):
        with pytest.raises(ValidationError):
            services.set_editors(position=position, editors=[stranger], by=desk)


def test_an_editor_whose_company_left_reads_the_draft_no_more(desk, company, person):
    position = factories.draft(desk)
    services.set_editors(position=position, editors=[person], by=desk)
    assert selectors.position_for(person, position.pk)
    Company.objects.filter(pk=company.pk).update(stage=Company.Stage.LEFT)
    assert selectors.position_for(person, position.pk) is None


def test_what_is_signed_does_not_change(desk, company):
    position = factories.signed(company, by=desk)
    with pytest.raises(ValidationError):
        rewrite(position, "Andere woorden.", desk, 1)
    with pytest.raises(ValidationError):
        services.back(position=position, by=desk)


def test_back_while_nobody_signed(desk):
    position = factories.to_sign(desk, comments_until=timezone.localdate())
    assert services.back(position=position, by=desk).state == State.COMMENT


# --- comments ---


def test_who_said_it_is_for_the_desk_and_its_own_people(desk, company, person):
    position = factories.for_comment(desk)
    remark = Remark("Wij staan stil.", who=Level.DESK)
    services.add_comment(
        paragraph=position.paragraphs.first(), company=company, remark=remark, by=person
    )
    other = person_of(CompanyFactory())
    board = UserFactory(desk_role="board")

    def name(reader):
        page = selectors.position_page(reader, position)
        return page.passages[0].comments[0].who

    assert name(desk) == name(person) == "Staalwerk"
    assert "Staalwerk" not in name(other) + name(board)


def test_nobody_speaks_for_another_company(desk, company):
    position = factories.for_comment(desk)
    stranger = person_of(CompanyFactory())
    paragraph = position.paragraphs.first()
    for wanted in (company, None):
        with pytest.raises(PermissionDenied):
            services.add_comment(
                paragraph=paragraph, company=wanted, remark=Remark("Ja."), by=stranger
            )


def test_after_the_last_day_nothing_is_said_or_signed(desk, company, person):
    yesterday = timezone.localdate() - timedelta(days=1)
    commented = factories.for_comment(desk, comments_until=yesterday)
    signing = factories.to_sign(desk, sign_until=yesterday)
    with pytest.raises(ValidationError):
        services.add_comment(
            paragraph=commented.paragraphs.first(), company=company, remark=Remark("J"), by=person
        )
    with pytest.raises(ValidationError):
        services.sign(position=signing, company=company, by=person)
    assert {one.position for one in selectors.waiting_for_desk()} == {commented, signing}


def test_a_remark_is_made_once(desk, company, person):
    paragraph = factories.for_comment(desk).paragraphs.first()
    for _time in range(2):
        services.add_comment(
            paragraph=paragraph, company=company, remark=Remark("Ja."), by=person, number=77
        )
    assert Comment.objects.count() == 1


# --- signing ---


def test_a_company_signs_once_and_may_change_what_it_adds(company, person):
    position = factories.to_sign()
    services.sign(position=position, company=company, by=person)
    services.sign(position=position, company=company, by=person_of(company), minority="Eerder.")
    assert Signature.objects.get().minority == "Eerder."


def test_a_signature_taken_back_leaves_no_row(company, person):
    position = factories.signed(company)
    services.withdraw(position=position, company=company, by=person)
    assert not Signature.objects.exists()
    with pytest.raises(ValidationError):
        services.withdraw(position=position, company=company, by=person)


def test_once_it_is_sent_nobody_takes_back(company, person):
    position = factories.sent(company)
    with pytest.raises(ValidationError):
        services.withdraw(position=position, company=company, by=person)


def test_nobody_signs_for_another_and_no_partner_signs(company):
    position = factories.to_sign()
    school = CompanyFactory(kind=Company.Kind.PARTNER)
    with pytest.raises(PermissionDenied):
        services.sign(position=position, company=company, by=person_of(CompanyFactory()))
    with pytest.raises(PermissionDenied):
        services.sign(position=position, company=school, by=person_of(school))
    with pytest.raises(PermissionDenied):
        services.sign(position=position, company=school, by=factories.desk())


def test_the_desk_signs_on_behalf_and_the_company_reads_so(company):
    services.sign(position=factories.to_sign(), company=company, by=factories.desk())
    assert Signature.objects.get().on_behalf
    entry = Entry.objects.get(company=company, action="position.signed")
    assert entry.on_behalf


def test_nothing_is_sent_that_nobody_signed(desk):
    position = factories.to_sign(desk)
    with pytest.raises(ValidationError):
        services.note_sending(position=position, sending=Sending(addressee="P"), by=desk)


def test_only_the_desk_notes_what_came_of_it(company, person):
    position = factories.signed(company)
    with pytest.raises(PermissionDenied):
        services.note_sending(position=position, sending=Sending(addressee="P"), by=person)


def test_a_draft_is_for_who_writes_it(person, desk):
    factories.draft(desk)
    assert not Position.objects.visible_to(person).exists()
    assert not rules.may_begin(person)
    with pytest.raises(PermissionDenied):
        services.begin(written=Written("x", "y"), by=person)


def test_a_company_is_asked_once_by_who_speaks_for_it(company):
    made = factories.to_sign()
    speaks = MembershipFactory(company=company, role="hse", is_contact=True).user
    other = MembershipFactory(company=company, role="energy", is_contact=False).user
    alone = MembershipFactory(role="hr", is_contact=False).user
    asked = {
        user: [item.key for item in news.digest_items(user)] for user in (speaks, other, alone)
    }
    assert asked[speaks] == [f"position-sign:{made.pk}:{company.pk}"]
    assert asked[other] == []
    assert len(asked[alone]) == 1, "where nobody speaks for it, all of its people are asked"
    services.sign(position=made, company=company, by=other)
    assert news.digest_items(speaks) == []
