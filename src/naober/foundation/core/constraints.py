"""Conditions that tables of several apps share."""

from django.db.models import Q

# `latitude` and `longitude`: both or neither. Said aloud, because in SQL a comparison with NULL
# refuses nothing.
ON_EARTH = Q(latitude__isnull=True, longitude__isnull=True) | Q(
    latitude__isnull=False,
    longitude__isnull=False,
    latitude__range=(-90, 90),
    longitude__range=(-180, 180),
)
