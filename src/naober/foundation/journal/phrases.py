"""What stands in the journal, as people read it: one phrase for each code, in one place.

A fact is filled in by its name. A fact that is not there reads as a dash, and a code without a
phrase as "something was done", so an entry of an older or newer version never breaks the page.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naober.foundation.journal.models import Entry

PHRASES = {
    "person.signed_in": gettext_lazy("Signed in"),
    "person.sessions_ended": gettext_lazy("Signed out elsewhere"),
    "person.locked_out": gettext_lazy("Too many wrong passwords: sign-in closed for half an hour"),
    "person.password_changed": gettext_lazy("Password changed"),
    "person.second_step_on": gettext_lazy("Second step of signing in switched on"),
    "person.second_step_off": gettext_lazy("Second step of signing in switched off"),
    "person.new_codes": gettext_lazy("New emergency codes made"),
    "person.left": gettext_lazy("%(name)s left the company"),
    "person.roles": gettext_lazy("Roles of %(name)s changed"),
    "company.access_ended": gettext_lazy("Access of the company's people ended"),
    "company.added": gettext_lazy("Company added"),
    "company.confirmed": gettext_lazy("The company confirmed its page"),
    "company.edited": gettext_lazy("The company's page changed"),
    "company.left": gettext_lazy("The company left the collective"),
    "company.merged": gettext_lazy("Brought together with a second entry of the same company"),
    "company.noted": gettext_lazy("Noted by the desk"),
    "company.stage": gettext_lazy("Next step on the way to membership"),
    "site.added": gettext_lazy("Site added: %(place)s"),
    "site.edited": gettext_lazy("Site changed: %(place)s"),
    "site.removed": gettext_lazy("Site removed: %(place)s"),
    "group.made": gettext_lazy("Group made: %(name)s"),
    "group.changed": gettext_lazy("Group changed: %(name)s"),
    "group.removed": gettext_lazy("Group removed: %(name)s"),
    "invitation.sent": gettext_lazy("Invitation sent to %(name)s"),
    "invitation.accepted": gettext_lazy("Invitation accepted by %(name)s"),
    "invitation.declined": gettext_lazy("Invitation declined by %(name)s"),
    "invitation.withdrawn": gettext_lazy("Invitation of %(name)s withdrawn"),
    "introduction.asked": gettext_lazy("Asked for an introduction"),
    "step.done": gettext_lazy("Done on the way to membership: %(step)s"),
    "terms.agreed": gettext_lazy("Agreed to the terms: %(terms)s"),
    "weighing.voted": gettext_lazy("Voted in the round: %(round)s"),
    "weighing.made": gettext_lazy("Made a round"),
    "weighing.edited": gettext_lazy("Changed a round"),
    "weighing.removed": gettext_lazy("Removed a round"),
    "weighing.candidates": gettext_lazy("Changed the candidates of a round"),
    "weighing.opened": gettext_lazy("Opened a round"),
    "weighing.extended": gettext_lazy("Gave more time in a round"),
    "weighing.closed": gettext_lazy("A round closed"),
    "weighing.tie": gettext_lazy("Put first where it was a tie: %(first)s"),
    "weighing.decided": gettext_lazy("Confirmed the outcome of a round"),
    "contributions.set": gettext_lazy("Contributions of %(year)s set"),
    "listing.said": gettext_lazy("Placed an offer or a request"),
    "listing.edited": gettext_lazy("Changed an offer or a request"),
    "listing.renewed": gettext_lazy("Renewed an offer or a request"),
    "listing.closed": gettext_lazy("Closed an offer or a request"),
    "match.yes": gettext_lazy("Interested in a match"),
    "match.no": gettext_lazy("Said no to a match"),
    "match.introduced": gettext_lazy("Introduced to the other side of a match"),
    "decision.dropped": gettext_lazy("Took a decision back"),
    "meeting.planned": gettext_lazy("Prepared a meeting: %(title)s"),
    "meeting.changed": gettext_lazy("Changed a meeting: %(title)s"),
    "meeting.announced": gettext_lazy("Announced a meeting: %(title)s"),
    "meeting.cancelled": gettext_lazy("Called a meeting off: %(title)s"),
    "meeting.held": gettext_lazy("A meeting was held: %(title)s"),
    "meeting.removed": gettext_lazy("Removed a meeting: %(title)s"),
    "meeting.invited": gettext_lazy("Asked somebody to a meeting: %(title)s"),
    "meeting.answered": gettext_lazy("Answered whether one comes to %(title)s"),
    "meeting.taken_off": gettext_lazy("Took somebody off the list of %(title)s"),
    "meeting.point_added": gettext_lazy("Put a point on the agenda of %(title)s"),
    "meeting.point_removed": gettext_lazy("Took a point off the agenda of %(title)s"),
    "meeting.minutes": gettext_lazy("Wrote the minutes of %(title)s"),
    "meeting.raised": gettext_lazy("Wrote down a challenge that came up at %(title)s"),
    "meeting.talks_asked": gettext_lazy("Had the talks made of %(title)s"),
    "meeting.talks_shared": gettext_lazy("Sent the talks of %(title)s"),
    "meeting.talks_mended": gettext_lazy("Had the talks mended of %(title)s"),
    "meeting.shared": gettext_lazy("Shared what was agreed at %(title)s"),
    "calendar.given": gettext_lazy("Asked for an address for one's calendar"),
    "calendar.stopped": gettext_lazy("Stopped the address of one's calendar"),
    "deal.proposed": gettext_lazy("Wrote an agreement down"),
    "deal.changed": gettext_lazy("Changed an agreement"),
    "deal.signed": gettext_lazy("Confirmed an agreement"),
    "deal.agreed": gettext_lazy("Agreement confirmed by both"),
    "deal.value": gettext_lazy("Reported what an agreement brought"),
    "deal.correction": gettext_lazy("Asked to take a report back"),
    "deal.confirmed": gettext_lazy("What an agreement brought is confirmed by both"),
    "deal.refused": gettext_lazy("Did not agree with a report"),
    "deal.withdrawn": gettext_lazy("Withdrew a report"),
    "deal.different": gettext_lazy("Said that it was agreed otherwise"),
    "deal.lapsed": gettext_lazy("A report ended without an answer"),
    "deal.ended": gettext_lazy("Ended an agreement"),
    "challenge.raised": gettext_lazy("Raised a challenge"),
    "challenge.edited": gettext_lazy("Changed a challenge"),
    "challenge.closed": gettext_lazy("Closed a challenge"),
    "challenge.reopened": gettext_lazy("Opened a challenge again"),
    "challenge.recognised": gettext_lazy("Said “we too” to a challenge"),
    "challenge.took_back": gettext_lazy("Took “we too” back"),
    "challenge.merged": gettext_lazy("Took a challenge together with others"),
    "challenge.apart": gettext_lazy("Set a challenge on its own again"),
    "challenge.opening_asked": gettext_lazy("Asked whether all members may read a challenge"),
    "challenge.opened": gettext_lazy("Let all members read a challenge"),
    "challenge.opening_refused": gettext_lazy("Kept a challenge for the desk"),
    "theme.saved": gettext_lazy("Changed a theme: %(name)s"),
    "guest.invited": gettext_lazy("Let a guest into one thing"),
    "guest.came": gettext_lazy("A guest came in"),
    "guest.ended": gettext_lazy("A guest's access ended"),
    "link.used": gettext_lazy("Answered by a link in a mail"),
    "mail.sent_again": gettext_lazy("Sent a mail again"),
    "desk.exported": gettext_lazy("Took figures away in a file"),
    "conversation.noted": gettext_lazy("Noted a conversation"),
    "conversation.edited": gettext_lazy("Changed the notes of a conversation"),
    "conversation.forgotten": gettext_lazy("Threw the notes of a conversation away"),
    "action.added": gettext_lazy("Wrote an action down"),
    "action.changed": gettext_lazy("Changed an action"),
    "action.done": gettext_lazy("Ticked an action off"),
    "action.open_again": gettext_lazy("Put an action back to open"),
    "action.dropped": gettext_lazy("Removed an action"),
    "action.handed_back": gettext_lazy("An action went back to the chair"),
    "focus.started": gettext_lazy("Started a focus point"),
    "focus.changed": gettext_lazy("Changed a focus point"),
    "focus.measured": gettext_lazy("Noted a measurement"),
    "focus.unmeasured": gettext_lazy("Removed a measurement"),
    "focus.achieved": gettext_lazy("A focus point was reached"),
    "focus.stopped": gettext_lazy("A focus point was stopped"),
    "workgroup.formed": gettext_lazy("Formed a working group"),
    "workgroup.changed": gettext_lazy("Changed a working group"),
    "seat.asked": gettext_lazy("Asked to take part in a working group"),
    "seat.invited": gettext_lazy("Invited somebody to a working group"),
    "seat.taken": gettext_lazy("Takes part in a working group"),
    "seat.declined": gettext_lazy("Does not take part in a working group"),
    "seat.ended": gettext_lazy("Takes part in a working group no more"),
    "seat.chair": gettext_lazy("Is chair of a working group"),
    "document.added": gettext_lazy("Added a document to a working group"),
    "document.removed": gettext_lazy("Removed a document of a working group"),
    "result.reported": gettext_lazy("Reported a result"),
    "result.confirmed": gettext_lazy("Confirmed a result"),
    "result.refused": gettext_lazy("Did not agree with a result"),
    "result.withdrawn": gettext_lazy("Took a result back"),
    "decision.taken": gettext_lazy("Wrote a decision down"),
    "decision.changed": gettext_lazy("Changed a decision"),
}
# The first part of a code: what the entry is about, when there is no phrase for the whole.
SUBJECTS = {
    "person": gettext_lazy("An account"),
    "company": gettext_lazy("The company"),
    "people": gettext_lazy("People of the company"),
    "listing": gettext_lazy("A listing"),
    "match": gettext_lazy("A match"),
    "deal": gettext_lazy("A deal"),
    "challenge": gettext_lazy("A challenge"),
    "ledger": gettext_lazy("The balance"),
    "conversation": gettext_lazy("A conversation"),
    "export": gettext_lazy("A file with figures"),
}


class _Facts(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "–"


def phrase_of(entry: Entry) -> str:
    """One line, in the language of the reader."""
    known = PHRASES.get(entry.action)
    if known is not None:
        return str(known) % _Facts(entry.facts)
    subject = SUBJECTS.get(entry.action.partition(".")[0])
    return (
        _("%(subject)s: something was done") % {"subject": subject}
        if subject
        else _("Something was done")
    )
