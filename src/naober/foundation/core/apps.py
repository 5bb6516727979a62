from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "naober.foundation.core"
    label = "core"
