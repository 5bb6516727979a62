"""Who may do what with companies, sites and people."""

from django.core.exceptions import PermissionDenied

from naober.foundation.members.models import Company, CompanyGroup, Role, Stage, User

FOLLOWS: dict[str, tuple[str, ...]] = {
    Stage.PROSPECT: (Stage.SPOKEN, Stage.INVITED),
    Stage.SPOKEN: (Stage.PROSPECT, Stage.INVITED),
    Stage.INVITED: (Stage.SPOKEN, Stage.JOINING),
    Stage.JOINING: (Stage.MEMBER, Stage.LEFT),
    Stage.MEMBER: (Stage.LEFT,),
    Stage.LEFT: (Stage.SPOKEN, Stage.INVITED, Stage.JOINING),
}


def allow(condition: bool) -> None:
    """PermissionDenied, which is a 403, unless the condition holds."""
    if not condition:
        raise PermissionDenied


def follows(stage: str, following: str) -> bool:
    """Which stage of a company may come after which. Nobody becomes a member in one leap."""
    return following in FOLLOWS.get(stage, ())


def acts_for(user: User, company: Company) -> bool:
    """Whether this person has a running role at the company."""
    return company.memberships.filter(user=user, ended_on=None).exists()


def may_edit_company(user: User, company: Company) -> bool:
    """Its own people; the desk does everything on a member's behalf."""
    return user.is_desk or acts_for(user, company)


def may_invite(user: User, company: Company) -> bool:
    """One's own colleagues, in every field but the direction."""
    return may_edit_company(user, company)


def may_manage(user: User, company: Company) -> bool:
    """Who speaks for the whole company: its direction and contact persons. They give roles, end
    them, agree and take leave; the desk on their behalf."""
    if user.is_desk:
        return True
    mine = company.memberships.filter(user=user, ended_on=None)
    return any(m.is_contact or m.role == Role.DIRECTION for m in mine)


def may_edit_group(user: User, group: CompanyGroup) -> bool:
    if group.owner is None:
        return user.is_desk
    return may_edit_company(user, group.owner)


def works_for_collective(user: User) -> bool:
    """The desk, the board and administrators stay when they leave a company."""
    return bool(user.desk_role) or user.is_staff
