from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class WebsiteConfig(AppConfig):
    name = "naober.website"
    label = "website"

    def ready(self) -> None:
        from naober.website import between_features, fitting, onboarding
        from naober.website.dashboard import freshen
        from naober.website.signing_in import security_journal
        from naober.website.worker import schedules

        fitting.connect()
        between_features.connect()
        onboarding.connect()
        freshen.listen()
        security_journal.connect()
        # Of an app with tables: after the others' migrations nobody calls us.
        sender = apps.get_app_config("notifications")
        post_migrate.connect(schedules.ensure, sender=sender, dispatch_uid="naober.schedules")
