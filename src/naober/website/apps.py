from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "naober.website"
    label = "website"
