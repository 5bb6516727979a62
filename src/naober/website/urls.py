"""Every address of the site. Sign-up is by invitation, so allauth's other pages stay closed."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as socialaccount
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, re_path
from django_q.models import OrmQ, Schedule

from naober.website import account_pages, api_docs, exports, journal_page, preferences, views
from naober.website.api import api

# Django's own way in knows no second step and no counting of failures.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
# An administrator takes over no session, and has the worker run no function of their choice.
for model in (UserSession, Schedule, OrmQ):
    if admin.site.is_registered(model):
        admin.site.unregister(model)

account_urls: list[URLPattern] = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
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
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sessies/", account_pages.session_list, name="usersessions_list"),
    path("sessies/<int:pk>/einde/", account_pages.session_end, name="session-end"),
    path("sessies/andere/einde/", account_pages.session_end_others, name="session-end-others"),
    path("tweede-stap/", mfa.index, name="mfa_index"),
    path("tweede-stap/nodig/", account_pages.second_step_needed, name="second-step"),
    path("tweede-stap/code/", mfa.authenticate, name="mfa_authenticate"),
    path("tweede-stap/opnieuw/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("tweede-stap/aan/", account_pages.ActivateView.as_view(), name="mfa_activate_totp"),
    path("tweede-stap/uit/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "tweede-stap/noodcodes/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "tweede-stap/noodcodes/nieuw/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "tweede-stap/noodcodes/bestand/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path(
        "oidc/<slug:provider_id>/login/", account_pages.provider_login, name="openid_connect_login"
    ),
    path(
        "oidc/<slug:provider_id>/login/callback/",
        account_pages.provider_callback,
        name="openid_connect_callback",
    ),
    path("oidc/geen/", socialaccount.login_cancelled, name="socialaccount_login_cancelled"),
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
    path("bureau/", include("naober.website.desk.urls")),
    path("halen-en-brengen/", include("naober.features.exchange.urls")),
    path("balans/", include("naober.features.ledger.urls")),
    path("kracht/", include("naober.website.dashboard.urls")),
    path("mijn-gegevens/alles/", exports.my_export, name="my-export"),
    path("bedrijven/<int:pk>/alles/", exports.company_export, name="company-export"),
    path("bedrijven/<int:pk>/logboek/", journal_page.journal, name="journal"),
    path("", include("naober.website.mail.links")),
    path("", include("naober.website.mail.mailbox")),
    path("", include("naober.foundation.members.urls")),
]
