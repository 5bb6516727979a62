"""Every address of the site."""

from allauth.account.decorators import secure_admin_login
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django_q.models import OrmQ, Schedule

from naober.website import api_docs, exports, journal_page, preferences, views
from naober.website.api import api

# Django's own way in knows no second step and no counting of failures.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]  # as allauth says
# An administrator takes over no session, and has the worker run no function of their choice.
for model in (UserSession, Schedule, OrmQ):
    if admin.site.is_registered(model):
        admin.site.unregister(model)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("kies/taal/", preferences.choose_language, name="choose-language"),
    path("kies/weergave/", preferences.choose_theme, name="choose-theme"),
    path("zoeken/", views.search, name="search"),
    path("admin/", admin.site.urls),
    path("account/", include("naober.website.signing_in.urls")),
    path("api/v1/docs/", api_docs.page, name="api-docs"),
    path("api/v1/", api.urls),
    path("bureau/", include("naober.website.desk.urls")),
    path("halen-en-brengen/", include("naober.features.exchange.urls")),
    path("agenda/", include("naober.features.agenda.urls")),
    path("bijeenkomsten/", include("naober.features.meetings.urls")),
    path("agenda/", include("naober.features.focus.urls")),
    path("agenda/rondes/", include("naober.features.weighing.urls")),
    path("standpunten/", include("naober.features.positions.urls")),
    path("balans/", include("naober.features.ledger.urls")),
    path("investeringen/", include("naober.features.investments.urls")),
    path("uitwisselplan/", include("naober.features.streams.urls")),
    path("kracht/", include("naober.website.dashboard.urls")),
    path("mijn-gegevens/alles/", exports.my_export, name="my-export"),
    path("bedrijven/<int:pk>/alles/", exports.company_export, name="company-export"),
    path("bedrijven/<int:pk>/logboek/", journal_page.journal, name="journal"),
    path("", include("naober.website.mail.links")),
    path("", include("naober.website.mail.mailbox")),
    path("", include("naober.foundation.members.urls")),
]
