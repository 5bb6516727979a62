"""The calendar that a phone fetches by itself: one secret address a person."""

import secrets

from django.db import models
from django.utils import timezone

from naober.foundation.members.models import User


def new_code() -> str:
    return secrets.token_urlsafe(24)


class CalendarFeed(models.Model):
    """The address is this code with a signature; a new code is a new address, and the old one is
    over."""

    shows_nothing = True  # opened by its address only

    user = models.OneToOneField(User, models.CASCADE, primary_key=True, related_name="+")
    code = models.CharField(max_length=40, unique=True, default=new_code)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"calendar of person {self.user_id}"
