from django.apps import AppConfig


class AudienceConfig(AppConfig):
    name = "naober.foundation.audience"
    label = "audience"
