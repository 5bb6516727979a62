"""A value that both confirmed stands on the dashboard at once: its counts are made anew."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_save

from naober.features.ledger.models import Entry
from naober.website.dashboard import figures

_DEAL = "deal"


def listen() -> None:
    post_save.connect(_written, sender=Entry, dispatch_uid="naober.dashboard")


def _written(sender: type[Entry], instance: Entry, **kwargs: Any) -> None:
    if instance.source == _DEAL:
        transaction.on_commit(figures.refresh_deals, robust=True)
