from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WebsiteConfig(AppConfig):
    name = "naober.website"
    label = "website"

    def ready(self) -> None:
        from naober.website import onboarding, schedules, security_journal

        onboarding.connect()
        security_journal.connect()
        post_migrate.connect(schedules.ensure, sender=self, dispatch_uid="naober.schedules")
