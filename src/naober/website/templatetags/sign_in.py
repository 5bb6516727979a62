"""What stands on the pages of signing in."""

from typing import Any

from django import template
from django.conf import settings

register = template.Library()


@register.simple_tag
def providers() -> list[dict[str, Any]]:
    """Where else one may sign in, as the settings say: an id and a name each."""
    by_protocol: dict[str, Any] = settings.SOCIALACCOUNT_PROVIDERS
    return list(by_protocol.get("openid_connect", {}).get("APPS", []))
