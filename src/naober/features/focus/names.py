"""How somebody is called before others in a group: by name, never by their e-mail address."""

from django.utils.translation import gettext as _

from naober.foundation.members.models import User


def name_of(person: User | None) -> str:
    """Their address is for whom they choose; the name may be missing: a guest need not say it."""
    if person is None:
        return _("somebody who left")
    return person.name or _("somebody without a name")
