"""Who may do what with companies, sites and people."""

from naober.foundation.members.models import Company, User


def acts_for(user: User, company: Company) -> bool:
    """Whether this person has a running role at the company."""
    return company.memberships.filter(user=user, ended_on=None).exists()


def may_edit_company(user: User, company: Company) -> bool:
    """Its own people; the desk does everything on a member's behalf."""
    return user.is_desk or acts_for(user, company)


def may_see_people(user: User, company: Company) -> bool:
    """Names and addresses of people are for their colleagues and the desk."""
    return may_edit_company(user, company)
