"""The mails about a meeting, each in the language of who gets it."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naober.features.focus.names import name_of
from naober.features.meetings import calendars
from naober.features.meetings.models import Answer, Invitee, Meeting, Talk, Talker
from naober.foundation.members.services.mails import collective_name
from naober.foundation.notifications import letters, links
from naober.foundation.notifications.services import Recipient, post, revoke_links

ANSWER = "meetings.answer"


def when(meeting: Meeting) -> str:
    """On the clock of the region: "Thursday 12 March 2027, 15:30-17:30"."""
    start, end = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    day = date_format(start, "l j F Y")
    if start.date() != end.date():
        return f"{day} {start:%H:%M} - {date_format(end, 'l j F Y')} {end:%H:%M}"
    return f"{day}, {start:%H:%M}-{end:%H:%M}"


def where(meeting: Meeting) -> str:
    if meeting.where:
        return meeting.where
    return _("online") if meeting.online_url else _("The place follows")


def answer_link(invitee: Invitee) -> str:
    """Works until the meeting starts. Each answer makes the next link; a used one is over."""
    wish = links.Wish(
        ANSWER,
        f"{invitee.pk}:{invitee.answers}",
        invitee.user,
        invitee.address,
        invitee.speaks,
        _days_until(invitee.meeting),
    )
    [made] = links.make([wish])
    return links.address_of(made)


def _days_until(meeting: Meeting) -> int:
    left = meeting.starts_at - timezone.now()
    return max(1, left // timedelta(days=1) + 1)


def _facts(meeting: Meeting) -> Iterator[letters.Block]:
    yield letters.Line(f"{_('When')}: {when(meeting)}")
    yield letters.Line(f"{_('Where')}: {where(meeting)}")
    if meeting.host_id and meeting.host and meeting.site is None:
        yield letters.Line(f"{_('Host')}: {meeting.host}")
    if meeting.answer_by:
        yield letters.Line(f"{_('Answer by')}: {date_format(meeting.answer_by, 'l j F')}")


def _send(invitee: Invitee, *, subject: str, blocks: list[letters.Block], key: str) -> None:
    if not invitee.address:
        return
    call = invitee.meeting.online_url if invitee.is_seated else ""
    post(
        to=Recipient(invitee.address, invitee.called, invitee.speaks, invitee.user_id),
        subject=subject,
        text=letters.text_of(letters.Letter(tuple(blocks))),
        key=key,
        calendar=calendars.file_of(
            invitee.meeting, answer=invitee.answer, in_line=invitee.is_in_line, call=call
        ),
    )


def _hello(invitee: Invitee) -> letters.Block:
    return letters.Paragraph(_("Hello %(name)s,") % {"name": invitee.called})


def send_invitation(invitee: Invitee) -> None:
    meeting = invitee.meeting
    with translation.override(invitee.speaks):
        values = {"collective": collective_name(), "title": meeting.title}
        blocks = [
            _hello(invitee),
            letters.Paragraph(_("%(collective)s invites you: %(title)s.") % values),
            *_facts(meeting),
            letters.Paragraph(meeting.text),
            letters.Button(_("Do you come? Answer here"), answer_link(invitee)),
            letters.Paragraph(_("It takes no password. You can change your answer later.")),
        ]
        said = [block for block in blocks if getattr(block, "text", "x")]
        subject = _("Invitation: %(title)s, %(day)s") % {
            "title": meeting.title,
            "day": date_format(timezone.localtime(meeting.starts_at), "j F"),
        }
        _send(invitee, subject=subject, blocks=said, key=f"meetings.invite:{invitee.pk}")


def send_confirmation(invitee: Invitee) -> None:
    """What they said, with the event for their calendar and a link to say something else."""
    meeting = invitee.meeting
    with translation.override(invitee.speaks):
        blocks: list[letters.Block] = [_hello(invitee), letters.Paragraph(said(invitee))]
        if invitee.answer != Answer.NO:
            blocks += _facts(meeting)
        if invitee.is_seated and meeting.online_url:
            blocks.append(letters.Line(f"{_('Online')}: {meeting.online_url}"))
        blocks.append(letters.Button(_("Change your answer"), answer_link(invitee)))
        key = f"meetings.answered:{invitee.pk}:{invitee.answers}"
        _send(invitee, subject=_subject(meeting), blocks=blocks, key=key)


def said(invitee: Invitee) -> str:
    """What stands now, in a sentence."""
    title = {"title": invitee.meeting.title}
    if invitee.is_in_line:
        return _("All places are taken: you are on the waiting list for %(title)s.") % title
    if invitee.answer == Answer.YES:
        text = ngettext(
            "You come to %(title)s.", "You come to %(title)s, with %(n)d persons.", invitee.persons
        )
        return text % {**title, "n": invitee.persons}
    if invitee.answer == Answer.MAYBE:
        return _("You come to %(title)s perhaps. No place is kept for you yet.") % title
    if invitee.answer == Answer.NO:
        return _("You do not come to %(title)s.") % title
    return _("You did not answer yet about %(title)s.") % title


def _subject(meeting: Meeting) -> str:
    day = date_format(timezone.localtime(meeting.starts_at), "j F")
    return _("Your answer: %(title)s, %(day)s") % {"title": meeting.title, "day": day}


def send_moved_up(invitee: Invitee) -> None:
    """A place came free."""
    meeting = invitee.meeting
    with translation.override(invitee.speaks):
        title = {"title": meeting.title}
        blocks = [
            _hello(invitee),
            letters.Paragraph(_("A place came free: you come to %(title)s after all.") % title),
            *_facts(meeting),
            letters.Paragraph(_("Can you not come any more? Then say so: somebody else waits.")),
            letters.Button(_("Change your answer"), answer_link(invitee)),
        ]
        subject = _("There is a place for you: %(title)s") % title
        since = invitee.answered_at.timestamp() if invitee.answered_at else 0
        key = f"meetings.moved_up:{invitee.pk}:{invitee.answers}:{since:.3f}"
        _send(invitee, subject=subject, blocks=blocks, key=key)


def send_change(invitee: Invitee) -> None:
    """Something changed of what stands in calendars; said to everybody who did not decline."""
    meeting = invitee.meeting
    with translation.override(invitee.speaks):
        title = {"title": meeting.title}
        blocks = [
            _hello(invitee),
            letters.Paragraph(_("Something changed about %(title)s. It is now:") % title),
            *_facts(meeting),
            letters.Paragraph(said(invitee)),
            letters.Button(_("Change your answer"), answer_link(invitee)),
        ]
        key = f"meetings.changed:{invitee.pk}:{meeting.sequence}"
        _send(invitee, subject=_("Changed: %(title)s") % title, blocks=blocks, key=key)


def send_cancelled(invitee: Invitee) -> None:
    meeting = invitee.meeting
    with translation.override(invitee.speaks):
        values = {"title": meeting.title, "when": when(meeting)}
        blocks: list[letters.Block] = [
            _hello(invitee),
            letters.Paragraph(_("%(title)s (%(when)s) is cancelled.") % values),
        ]
        if meeting.cancelled_because:
            blocks.append(letters.Paragraph(meeting.cancelled_because))
        subject = _("Cancelled: %(title)s") % values
        _send(invitee, subject=subject, blocks=blocks, key=f"meetings.cancelled:{invitee.pk}")


def end_links(pk: int, answers: int) -> None:
    """Of an invitee who answered so many times: none of them does anything any more."""
    for number in range(answers + 1):
        revoke_links(purpose=ANSWER, target=f"{pk}:{number}")


def badge_name(talker: Talker) -> str:
    """For the whole room: never an address, for whoever has no name."""
    row = talker.invitee
    return name_of(row.user) if row.user else row.name


def talker_name(talker: Talker) -> str:
    """As on the badge."""
    row, name = talker.invitee, badge_name(talker)
    where_from = row.company.name if row.company else row.organisation
    return f"{name} ({where_from})" if where_from else name


def talk_page(talker: Talker) -> str:
    return f"{settings.SITE_URL}{reverse('meetings:my-talks', args=[talker.code])}"


def send_talks(talker: Talker) -> None:
    """With whom one speaks stands on a page of one's own, so that a change is seen at once."""
    invitee = talker.invitee
    with translation.override(invitee.speaks):
        title = {"title": invitee.meeting.title}
        blocks = [
            _hello(invitee),
            letters.Paragraph(_("Your talks at %(title)s are ready.") % title),
            *_facts(invitee.meeting),
            letters.Button(_("With whom and at which table"), talk_page(talker)),
            letters.Paragraph(_("Keep this page open on your phone there: it says now and next.")),
        ]
        subject = _("Your talks: %(title)s") % title
        _send(invitee, subject=subject, blocks=blocks, key=f"meetings.talks:{invitee.pk}")


def send_go_on(talk: Talk, one: Talker, other: Talker) -> None:
    """Both said that they go on: one text for both, in the languages of both, with how to reach
    each other. Nobody reads anything that the other does not read too."""
    pair = (one, other)
    spoken = dict.fromkeys(each.invitee.speaks for each in pair)
    texts = [_go_on_text(pair, language) for language in spoken]
    for talker in pair:
        invitee = talker.invitee
        if not invitee.address:
            continue
        with translation.override(invitee.speaks):
            names = {"one": talker_name(one), "other": talker_name(other)}
            subject = _("You both want to go on: %(one)s and %(other)s") % names
        post(
            to=Recipient(invitee.address, invitee.called, invitee.speaks, invitee.user_id),
            subject=subject,
            text="\n\n* * *\n\n".join(texts),
            key=f"meetings.go_on:{talk.pk}:{talker.pk}",
        )


def _go_on_text(pair: tuple[Talker, Talker], language: str) -> str:
    with translation.override(language):
        names = {"one": pair[0].invitee.called, "other": pair[1].invitee.called}
        title = {"title": pair[0].invitee.meeting.title}
        blocks: list[letters.Block] = [
            letters.Paragraph(_("Hello %(one)s and %(other)s,") % names),
            letters.Paragraph(_("You spoke at %(title)s, and both want to go on.") % title),
            letters.Paragraph(_("This is how you reach each other:")),
            *(letters.Line(f"{talker_name(each)}: {each.invitee.address}") for each in pair),
            letters.Paragraph(_("Send a mail this week, while you both know what it was about.")),
        ]
        return letters.text_of(letters.Letter(tuple(blocks)))
