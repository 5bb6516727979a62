"""After who said what of a text, and after words that were never shown."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from naober.features.positions import services
from naober.features.positions.models import Comment, Passage, Version
from naober.features.positions.services import Written
from naober.features.positions.services.comments import Remark
from naober.features.positions.tests.factories import LATER, desk, draft, for_comment, person_of
from naober.foundation.audience.levels import Level
from naober.foundation.members.tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db


def text_of(user, name, *args):
    client = Client()
    client.force_login(user)
    answer = client.get(reverse(name, args=args))
    return answer.content.decode() if answer.status_code == 200 else ""


def test_of_a_remark_without_a_name_the_day_is_for_the_desk_only():
    position, company = for_comment(), CompanyFactory()
    paragraph = position.paragraphs.first()
    remark = Remark("Het net is niet vol", who=Level.DESK)
    services.add_comment(paragraph=paragraph, company=company, remark=remark, by=person_of(company))
    Comment.objects.update(at=timezone.now() - timedelta(days=3))
    shown = f"{timezone.localdate() - timedelta(days=3):%-d} "
    name = "positions:paragraph"
    assert f'small">{shown}' not in text_of(person_of(CompanyFactory()), name, paragraph.pk)
    assert f'small">{shown}' in text_of(desk(), name, paragraph.pk)
    assert f'small">{shown}' in text_of(person_of(company), name, paragraph.pk)


def test_what_was_only_in_a_draft_stays_with_who_wrote_it():
    by, member = desk(), person_of(CompanyFactory())
    position = draft(by, text="Ketelbouw verliest een miljoen.\n\nHet net is vol.")
    for base, text in ((1, "Bedrijven verliezen geld."), (2, "Bedrijven verliezen veel geld.")):
        written = Written("Net", f"{text}\n\nHet net is vol.")
        services.write(position=position, written=written, base=base, by=by)
    services.ask_for_comments(position=position, until=timezone.localdate() + LATER, by=by)
    services.write(
        position=position, written=Written("Net", "Wij verliezen geld.\n\nHet net is vol."),
        base=3, by=by,
    )  # fmt: skip
    for number in (1, 2, 3, 4):
        shown = text_of(member, "positions:version", position.pk, number)
        assert "Ketelbouw" not in shown
        assert bool(shown) is (number >= 3)
    assert "Ketelbouw" in text_of(by, "positions:version", position.pk, 1)
    for paragraph in position.paragraphs.all():
        assert "Ketelbouw" not in text_of(member, "positions:paragraph", paragraph.pk)
    kept = position.paragraphs.first()
    assert "Ketelbouw" in text_of(by, "positions:paragraph", kept.pk)


def test_what_was_only_in_a_second_draft_stays_with_who_wrote_it():
    """Back to a draft and shared again: what was tried in between is read by nobody else."""
    by, member = desk(), person_of(CompanyFactory())
    position, until = draft(by, text="Het net is vol."), timezone.localdate() + LATER
    services.ask_for_comments(position=position, until=until, by=by)
    services.back(position=position, by=by)
    for base, text in ((1, "Het net is vol. Ketelbouw verliest."), (2, "Het net is overvol.")):
        services.write(position=position, written=Written("Net", text), base=base, by=by)
    services.ask_for_comments(position=position, until=until, by=by)
    shown = {n: text_of(member, "positions:version", position.pk, n) for n in (1, 2, 3)}
    assert [bool(shown[n]) for n in (1, 2, 3)] == [True, False, True]
    # Beside the one that members read before it.
    assert "overvol" in shown[3]
    assert "Ketelbouw" not in shown[3]
    paragraph = position.paragraphs.first().pk
    assert "Ketelbouw" not in text_of(member, "positions:paragraph", paragraph)
    assert "Ketelbouw" in text_of(by, "positions:version", position.pk, 2)
    readable = [row.number for row in Version.objects.visible_to(member)]
    assert sorted(readable) == [1, 3]
    assert not Passage.objects.visible_to(member).filter(text__contains="Ketelbouw").exists()
