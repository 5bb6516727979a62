"""`naober manage serve`, as far as it can be called without serving."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError


def test_a_demo_is_not_served_to_others(settings):
    settings.SETTINGS_MODULE = "naober.website.settings.demo"
    with pytest.raises(CommandError, match="public"):
        call_command("serve", "--host", "0.0.0.0", "--prepare-only")
