"""The collective and who belongs to it: companies, their sites, and the people who act for them."""

from naober.foundation.members.models.collective import Boundary, Collective, CompanyGroup
from naober.foundation.members.models.companies import Company, CompanyQuerySet, Site
from naober.foundation.members.models.invitations import Invitation, Wish
from naober.foundation.members.models.joining import (
    Agreement,
    CompanyStep,
    Contribution,
    SizeClass,
    StepTemplate,
    Terms,
)
from naober.foundation.members.models.memberships import Membership, MembershipQuerySet, Role
from naober.foundation.members.models.people import Seen, User, UserManager
from naober.foundation.members.models.stages import Kind, Stage

__all__ = [
    "Agreement",
    "Boundary",
    "Collective",
    "Company",
    "CompanyGroup",
    "CompanyQuerySet",
    "CompanyStep",
    "Contribution",
    "Invitation",
    "Kind",
    "Membership",
    "MembershipQuerySet",
    "Role",
    "Seen",
    "Site",
    "SizeClass",
    "Stage",
    "StepTemplate",
    "Terms",
    "User",
    "UserManager",
    "Wish",
]
