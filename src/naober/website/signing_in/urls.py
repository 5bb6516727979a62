"""The pages of /account/. Sign-up is by invitation, so allauth's other pages stay closed."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as socialaccount
from django.urls import URLPattern, path, re_path

from naober.website.signing_in import views

urlpatterns: list[URLPattern] = [
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
    path("sessies/", views.session_list, name="usersessions_list"),
    path("sessies/<int:pk>/einde/", views.session_end, name="session-end"),
    path("sessies/andere/einde/", views.session_end_others, name="session-end-others"),
    path("tweede-stap/", mfa.index, name="mfa_index"),
    path("tweede-stap/nodig/", views.second_step_needed, name="second-step"),
    path("tweede-stap/code/", mfa.authenticate, name="mfa_authenticate"),
    path("tweede-stap/opnieuw/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("tweede-stap/aan/", views.ActivateView.as_view(), name="mfa_activate_totp"),
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
    path("oidc/<slug:provider_id>/login/", views.provider_login, name="openid_connect_login"),
    path(
        "oidc/<slug:provider_id>/login/callback/",
        views.provider_callback,
        name="openid_connect_callback",
    ),
    path("oidc/geen/", socialaccount.login_cancelled, name="socialaccount_login_cancelled"),
]
