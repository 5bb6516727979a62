from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "naober.features.desk"
    label = "desk"
