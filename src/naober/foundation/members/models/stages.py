"""What a company is to the collective, and how far it is on its way to membership."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    COMPANY = "company", _("company")
    PARTNER = "partner", _("partner")


class Stage(models.TextChoices):
    """How far it is on its way to membership. Joining ones said yes and take part already."""

    PROSPECT = "prospect", _("prospect")
    SPOKEN = "spoken", pgettext_lazy("stage", "spoken with")
    INVITED = "invited", _("invited")
    JOINING = "joining", _("joining")
    MEMBER = "member", _("member")
    LEFT = "left", _("left")


TAKES_PART = (Stage.JOINING, Stage.MEMBER)
