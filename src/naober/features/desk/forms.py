"""What the desk types, checked. Rough input is fine."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naober.features.agenda.models import Theme
from naober.features.desk.models import MAX_NOTES, ContactPerson, Conversation
from naober.features.desk.services import Talk
from naober.foundation.core.forms import day_input

MAX_PASTED = 300_000


class ConversationForm(forms.ModelForm):  # type: ignore[type-arg]  # Django has no subscript here
    class Meta:
        model = Conversation
        fields = ["day", "how", "spoken_with", "notes"]
        widgets = {"day": day_input(), "notes": forms.Textarea({"rows": 10})}
        help_texts = {
            "notes": _(
                "As you would tell it. What they bring, seek and were promised is read in it."
            ),
            "spoken_with": _("Their name, as you know it."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        notes = self.fields["notes"]
        assert isinstance(notes, forms.CharField)
        notes.max_length = MAX_NOTES
        notes.widget.attrs.pop("maxlength", None)

    def talk(self) -> Talk:
        return Talk(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class FollowUpForm(forms.Form):
    text = forms.CharField(label=_("What"), max_length=500)
    due = forms.DateField(label=_("By when"), widget=day_input(), initial=timezone.localdate)

    def values(self) -> tuple[str, date]:
        return self.cleaned_data["text"], self.cleaned_data["due"]


class ContactForm(forms.ModelForm):  # type: ignore[type-arg]  # Django has no subscript here
    class Meta:
        model = ContactPerson
        fields = ["name", "role", "phone", "email", "note"]
        widgets = {"phone": forms.TextInput({"type": "tel", "autocomplete": "off"})}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not any(cleaned.get(name) for name in ("name", "phone", "email")) and not self.errors:
            raise forms.ValidationError(_("Fill in a name, a phone number or an e-mail address."))
        return cleaned


class ChallengeForm(forms.Form):
    text = forms.CharField(
        label=_("Challenge"), max_length=2_000, widget=forms.Textarea({"rows": 3})
    )
    theme = forms.ModelChoiceField(
        label=_("Theme"),
        queryset=Theme.objects.in_use(),
        required=False,
        to_field_name="slug",
        empty_label=_("as the sentence says"),
    )


class ListingForm(forms.Form):
    """A listing to place for the company. Its name is hidden until the company says otherwise."""

    text = forms.CharField(
        label=_("In one sentence"), max_length=2_000, widget=forms.Textarea({"rows": 3})
    )
    direction = forms.ChoiceField(
        label=_("Bring or get"),
        choices=[("offer", _("they bring this")), ("need", _("they seek this"))],
        error_messages={"required": _("Do they bring this, or do they seek it?")},
    )


class ProspectsForm(forms.Form):
    """A file or pasted lines, one of the two."""

    file = forms.FileField(
        label=_("Workbook or CSV file"),
        required=False,
        help_text=_("With a row of column names: name, place, contact person, phone ..."),
    )
    lines = forms.CharField(
        label=_("Or paste lines"),
        required=False,
        max_length=MAX_PASTED,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("One company a line, from a mail or a list: name, place, person, phone."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("file")) == bool(cleaned.get("lines")):
            raise forms.ValidationError(_("Choose a file, or paste lines."))
        return cleaned
