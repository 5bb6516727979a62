"""Every address of the site. Sign-up is by invitation, so allauth's other pages stay closed."""

from allauth.account import views as account
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path

from naober.website import api_docs, preferences, views
from naober.website.api import api

account_urls: list[URLPattern] = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("kies/taal/", preferences.choose_language, name="choose-language"),
    path("kies/weergave/", preferences.choose_theme, name="choose-theme"),
    path("zoeken/", views.search, name="search"),
    path("admin/", admin.site.urls),
    path("account/", include(account_urls)),
    path("api/v1/docs/", api_docs.page, name="api-docs"),
    path("api/v1/", api.urls),
    path("halen-en-brengen/", include("naober.features.exchange.urls")),
    path("", include("naober.foundation.members.urls")),
]
