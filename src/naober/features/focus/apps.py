from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FocusConfig(AppConfig):
    name = "naober.features.focus"
    label = "focus"
    verbose_name = _("Focus points")
