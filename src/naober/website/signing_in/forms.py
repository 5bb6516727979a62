"""The forms of signing in: as allauth's, with our words and a count of guesses."""

from types import new_class
from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context, ratelimit
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as totp
from django.utils.translation import gettext_lazy as _


class _WithoutPlaceholders:
    """A label says what to fill in; the same word once more in the field is noise."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


def _as_ours(form: type[Any]) -> type[Any]:
    return new_class(form.__name__, (_WithoutPlaceholders, form))


LoginForm = _as_ours(account.LoginForm)
ChangePasswordForm = _as_ours(account.ChangePasswordForm)
SetPasswordForm = _as_ours(account.SetPasswordForm)
ResetPasswordForm = _as_ours(account.ResetPasswordForm)
ResetPasswordKeyForm = _as_ours(account.ResetPasswordKeyForm)
ReauthenticateForm = _as_ours(account.ReauthenticateForm)
RequestLoginCodeForm = _as_ours(account.RequestLoginCodeForm)


# Of all that follows the reason is the same: allauth is not typed.
class ConfirmLoginCodeForm(_WithoutPlaceholders, account.ConfirmLoginCodeForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from the mail")


class _FewGuesses(_WithoutPlaceholders):
    """Six digits are soon guessed: what a person may try is counted, right or wrong, over all
    their sessions, before the code is looked at."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")

    def clean_code(self) -> str:
        key = f"second-step-{self.user.pk}"
        if not ratelimit.consume(context.request, action="second_step", key=key):
            raise get_adapter().validation_error("too_many_login_attempts")
        return str(super().clean_code())  # type: ignore[misc]


class SecondStepForm(_FewGuesses, second_step.AuthenticateForm):  # type: ignore[misc]
    pass


class SecondStepAgainForm(_FewGuesses, second_step.ReauthenticateForm):  # type: ignore[misc]
    pass


class ActivateForm(_FewGuesses, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass
