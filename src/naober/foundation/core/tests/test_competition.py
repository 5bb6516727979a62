"""The guard as a form has it: flagged, asked, and kept with its reason."""

from django import forms
from django.template.loader import render_to_string
from django.utils.translation import override

from naober.foundation.core.competition import CompetitionGuard, flags, told


class _Item(CompetitionGuard):
    guarded_fields = ("title", "text")

    title = forms.CharField()
    text = forms.CharField(required=False)
    day = forms.DateField(required=False)


def test_nothing_is_asked_of_harmless_text() -> None:
    form = _Item({"title": "Netcapaciteit", "text": "Een prijsvraag voor scholieren."})
    assert form.is_valid()
    assert form.cleaned_data["why_it_may"] == ""
    assert "why_it_may" not in form.fields
    assert "why_it_may" not in _Item().fields


def test_what_looks_like_forbidden_talk_is_asked_about() -> None:
    form = _Item({"title": "Verkoopprijzen", "text": "En de marktaandelen."})
    with override("nl"):
        assert not form.is_valid()
        page = str(form)
    assert "Dit lijkt te gaan over prijzen (“Verkoopprijzen”)." in page
    assert "Dit lijkt te gaan over volumes en marktaandelen (“marktaandelen”)." in page
    assert 'name="why_it_may"' in page


def test_with_a_reason_it_goes_on() -> None:
    form = _Item({"title": "Verkoopprijzen", "why_it_may": "Het zijn cijfers van het CBS."})
    assert form.is_valid()
    assert form.cleaned_data["why_it_may"] == "Het zijn cijfers van het CBS."


def test_blanks_are_no_reason() -> None:
    assert not _Item({"title": "Verkoopprijzen", "why_it_may": "   "}).is_valid()


def test_another_mistake_does_not_ask_for_a_reason() -> None:
    form = _Item({"title": "Netcapaciteit", "day": "morgen"})
    assert not form.is_valid()
    assert 'name="why_it_may"' not in str(form)


def test_a_reason_without_a_flag_is_not_kept() -> None:
    form = _Item({"title": "Netcapaciteit", "why_it_may": "zomaar"})
    assert form.is_valid()
    assert form.cleaned_data["why_it_may"] == ""


def test_it_is_told_in_the_readers_language() -> None:
    found = flags("Verkoopprijzen van ieder")
    with override("en"):
        assert told(found)[0].startswith("This looks like talk about prices (“Verkoopprijzen”).")
    with override("nl"):
        assert "bepaalt het zelf" in told(found)[0]


def test_many_words_are_named_three_at_most() -> None:
    with override("nl"):
        (said,) = told(flags("Verkoopprijs. Kiloprijs. Stukprijs. Bodemprijs. Kartel."))
    assert "Stukprijs" in said
    assert "Bodemprijs" not in said


def test_the_reminder_is_there_to_include() -> None:
    with override("nl"):
        assert "volumes" in render_to_string("parts/competition_reminder.html")
