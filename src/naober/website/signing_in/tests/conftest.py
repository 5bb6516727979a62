import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nobody_tried_before():
    """What is counted by address counts over all tests of this minute."""
    cache.clear()
