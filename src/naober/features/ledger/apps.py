from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "naober.features.ledger"
    label = "ledger"
