"""How forms of every app look: our templates instead of Django's."""

from typing import Any

from allauth.account import forms as account
from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Set by FORM_RENDERER; `{{ form }}` and `{{ field.as_field_group }}` use these."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class _WithoutPlaceholders:
    """A label says what to fill in; the same word once more in the field is noise."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class LoginForm(_WithoutPlaceholders, account.LoginForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(_WithoutPlaceholders, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(_WithoutPlaceholders, account.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(_WithoutPlaceholders, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(_WithoutPlaceholders, account.ReauthenticateForm):  # type: ignore[misc]
    pass
