from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "naober.foundation.notifications"
    label = "notifications"
