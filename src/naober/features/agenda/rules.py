"""Who may do what with a challenge, and in which state."""

from naober.features.agenda.models import Challenge, State
from naober.foundation.audience.levels import FieldGroup, Level, rank
from naober.foundation.members.models import Company, User
from naober.foundation.members.readers import company_reader
from naober.foundation.members.rules import acts_for

WEIGHED = "weighing."


def is_of(user: User, challenge: Challenge) -> bool:
    """Of one's own company."""
    mine = Company.objects.of(user).filter(pk=challenge.company_id or 0)
    return challenge.company_id is not None and mine.exists()


def may_raise_for(user: User, company: Company) -> bool:
    """For one's own company, while it takes part; the desk for any."""
    return user.is_desk or (company.takes_part and acts_for(user, company))


def acts_on_behalf(user: User, company: Company | None) -> bool:
    """True when the desk does this for a company that is not its own."""
    return company is not None and user.is_desk and not acts_for(user, company)


def may_edit(user: User, challenge: Challenge) -> bool:
    """The company that raised it; the desk what it wrote down itself, or what is of nobody. As long
    as it stands open: what was weighed is not reworded."""
    if challenge.state != State.OPEN:
        return False
    noted = challenge.entered_by_desk or challenge.company_id is None
    return is_of(user, challenge) or (user.is_desk and noted)


def may_close(user: User, challenge: Challenge) -> bool:
    return challenge.state == State.OPEN and (user.is_desk or is_of(user, challenge))


def may_reopen(user: User, challenge: Challenge) -> bool:
    return challenge.state == State.CLOSED and (user.is_desk or is_of(user, challenge))


def may_recognise(user: User, challenge: Challenge, company: Company) -> bool:
    """Another company than raised it, that takes part and may read it itself, as long as something
    can come of it."""
    live = challenge.state in (State.OPEN, State.CHOSEN)
    other = company.pk != challenge.company_id
    if not (live and other and company.takes_part and may_raise_for(user, company)):
        return False
    return Challenge.objects.visible_to(company_reader(company)).filter(pk=challenge.pk).exists()


def may_stay_nameless(challenge: Challenge) -> bool:
    """Among a few companies that were chosen a "we too" without a name hides nobody."""
    return rank(challenge.audience) >= rank(Level.MEMBERS)


def may_be_taken_together(challenge: Challenge) -> bool:
    """The desk, which does it, knows whose it is: else nobody would know who comes along."""
    known = challenge.company_id is None or rank(challenge.audience_who) >= rank(Level.DESK)
    return challenge.state == State.OPEN and known


def may_take_in(challenge: Challenge) -> bool:
    """Others come in, and read it then: so its words must be for all members already."""
    return may_be_taken_together(challenge) and rank(challenge.audience) >= rank(Level.MEMBERS)


def was_weighed(challenge: Challenge) -> bool:
    return challenge.milestones.filter(kind__startswith=WEIGHED).exists()


def may_take_apart(user: User, part: Challenge) -> bool:
    """As long as it stands in no round."""
    whole = part.merged_into
    if not user.is_desk or whole is None or whole.state != State.OPEN:
        return False
    return not was_weighed(whole)


def may_ask_to_open(user: User, challenge: Challenge) -> bool:
    """The desk asks the company whether all members may read what only the desk reads now."""
    told = challenge.audience == Level.DESK and challenge.company_id is not None
    knows = rank(challenge.level_of(FieldGroup.WHO)) >= rank(Level.DESK)
    return user.is_desk and told and knows and challenge.state == State.OPEN
