"""Who may see a challenge, as somebody chooses it and as it is said to them: five plain choices."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naober.features.agenda.models import Challenge
from naober.foundation.audience.levels import Level
from naober.foundation.members.models import CompanyGroup

# The audience, and who reads the name of the company. Without its name the desk still knows whose
# it is: it brings people together on it.
CHOICES: dict[str, tuple[Level, Level]] = {
    "open": (Level.MEMBERS, Level.MEMBERS),
    "nameless": (Level.MEMBERS, Level.DESK),
    "named": (Level.NAMED, Level.NAMED),
    "desk": (Level.DESK, Level.DESK),
    "own": (Level.OWN, Level.OWN),
}
LABELS = {
    "open": gettext_lazy("All members, with our name"),
    "nameless": gettext_lazy("All members, without our name; only the desk knows that it is ours"),
    "named": gettext_lazy("Only the companies we choose, and the desk"),
    "desk": gettext_lazy("Only the desk"),
    "own": gettext_lazy("Only our own company"),
}
# As the desk chooses it for a company.
FOR_THEM = {
    "open": gettext_lazy("All members, with the company's name"),
    "nameless": gettext_lazy("All members, without the company's name"),
    "named": gettext_lazy("Only companies that are chosen for it, and the desk"),
    "desk": gettext_lazy("Only the desk and the company"),
}
# Of what not all members may read, as those read it who may.
NARROW = {
    Level.NAMED: gettext_lazy("only for companies that were chosen"),
    Level.DESK: gettext_lazy("members cannot see this"),
    Level.OWN: gettext_lazy("members cannot see this"),
}


def choice_of(challenge: Challenge) -> str:
    """The choice that a challenge is an example of; "" for a mixture that no choice makes."""
    mine = (Level(challenge.audience), Level(challenge.audience_who))
    return next((name for name, choice in CHOICES.items() if choice == mine), "")


def share(challenge: Challenge, choice: str, group: CompanyGroup | None = None) -> None:
    """`group` are the companies that are chosen, and means nothing with another choice."""
    challenge.audience, challenge.audience_who = CHOICES[choice]
    challenge.audience_group = group if choice == "named" else None
    for field in ("amount", "price", "contact"):
        setattr(challenge, f"audience_{field}", challenge.audience)
    challenge.narrow()


def in_words(challenge: Challenge, *, to_others: bool = False) -> str:
    """`to_others`: to the desk, that wrote it down for a company; else to the company itself."""
    labels = {**LABELS, **FOR_THEM} if to_others else LABELS
    chosen = choice_of(challenge)
    if chosen == "named" and challenge.audience_group is not None:
        words = {"choice": labels[chosen], "group": challenge.audience_group.name}
        return _("%(choice)s: %(group)s") % words
    if chosen:
        return str(labels[chosen])
    return _("The company's own choice") if to_others else _("Your own choice")
