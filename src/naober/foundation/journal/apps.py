from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "naober.foundation.journal"
    label = "journal"
