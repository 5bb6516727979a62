"""What people fill in."""

from naober.foundation.members.forms.companies import (
    CompanyForm,
    ConfirmForm,
    GroupForm,
    SiteForm,
)
from naober.foundation.members.forms.joining import (
    CompanyLeavesForm,
    ContributionsForm,
    GrantForm,
    JoinForm,
    MeetForm,
)
from naober.foundation.members.forms.people import (
    InvitationForm,
    LeaveForm,
    ProfileForm,
    RolesForm,
)

__all__ = [
    "CompanyForm",
    "CompanyLeavesForm",
    "ConfirmForm",
    "ContributionsForm",
    "GrantForm",
    "GroupForm",
    "InvitationForm",
    "JoinForm",
    "LeaveForm",
    "MeetForm",
    "ProfileForm",
    "RolesForm",
    "SiteForm",
]
