"""People: themselves, who is invited, what they do and how they go."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naober.foundation.members.models import Company, Role, User
from naober.foundation.members.services import Invitee, Successor, tidy_email, tidy_name

_PHONE = re.compile(r"\+?[0-9][0-9 ()/.-]{5,28}")


class AddressField(forms.EmailField):
    """An e-mail address in one writing."""

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        return tidy_email(typed) if typed else ""


class NameField(forms.CharField):
    """A name without signs that cannot be seen."""

    def clean(self, value: Any) -> str:
        tidy = tidy_name(super().clean(value))
        if self.required and not tidy:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return tidy


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # Django has no subscript here
    class Meta:
        model = User
        fields = [
            "name",
            "phone",
            "language",
            "digest",
            "name_level",
            "email_level",
            "phone_level",
        ]
        widgets = {"phone": forms.TextInput({"type": "tel", "autocomplete": "tel"})}
        help_texts = {
            "name_level": _("On the page of your company, if you are its contact person."),
            "phone_level": _("Your name may be seen without your number."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data["phone"]).strip()
        if phone and not _PHONE.fullmatch(phone):
            raise forms.ValidationError(_("Write a phone number, for instance 0591 123456."))
        return phone


class InvitationForm(forms.Form):
    """`may_manage`: only who speaks for the whole company invites for the direction."""

    name = NameField(label=_("Name"), max_length=150)
    email = AddressField(label=_("E-mail address"), max_length=254)
    roles = forms.MultipleChoiceField(
        label=_("For which fields of work? Choose at least one."),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    is_contact = forms.BooleanField(label=_("Is the contact person for these"), required=False)
    language = forms.ChoiceField(label=_("Language of the mail"), choices=User.Language.choices)
    text = forms.CharField(
        label=_("A word of your own"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, may_manage: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_manage:
            del self.fields["is_contact"]
            fields = [choice for choice in Role.choices if choice[0] != Role.DIRECTION]
            roles = self.fields["roles"]
            assert isinstance(roles, forms.MultipleChoiceField)
            roles.choices = fields

    def invitee(self) -> Invitee:
        return Invitee(**self.cleaned_data)


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=_("Works for the company in"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    contact_for = forms.MultipleChoiceField(
        label=_("Is the contact person for"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not set(cleaned.get("contact_for", [])) <= set(cleaned.get("roles", [])):
            self.add_error("contact_for", _("Only for fields that this person works in."))
        return cleaned


class LeaveForm(forms.Form):
    """Who comes after the last contact person; without one to follow up, nothing is asked."""

    colleague = forms.ModelChoiceField(
        User.objects.none(), label=_("A colleague takes over"), required=False
    )
    name = NameField(
        label=_("Or somebody who is not here yet: name"), required=False, max_length=150
    )
    email = AddressField(label=_("and e-mail address"), required=False, max_length=254)
    nobody = forms.BooleanField(label=_("There is nobody yet"), required=False)

    def __init__(
        self, *args: Any, company: Company, person: User, is_last: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not is_last:
            self.fields.clear()
            return
        others = User.objects.filter(memberships__company=company, memberships__ended_on=None)
        others = others.exclude(pk=person.pk).filter(is_active=True).distinct()
        colleague = self.fields["colleague"]
        assert isinstance(colleague, forms.ModelChoiceField)
        colleague.queryset = others.order_by("name")

    def successor(self) -> Successor | None:
        return Successor(**self.cleaned_data) if self.fields else None
