"""For the desk: the themes of the region."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from naober.features.agenda import selectors, services
from naober.features.agenda.forms import ThemeForm
from naober.features.agenda.models import Theme
from naober.foundation.core.forms import add_errors
from naober.foundation.core.pages import form_status
from naober.foundation.members.doors import desk_only
from naober.foundation.members.http import MemberRequest


@desk_only
@require_safe
def themes(request: MemberRequest) -> HttpResponse:
    return render(request, "agenda/themes.html", {"themes": selectors.themes_with_counts()})


@desk_only
def theme_new(request: MemberRequest) -> HttpResponse:
    return _form(request, Theme(), _("A new theme"))


@desk_only
def theme_edit(request: MemberRequest, pk: int) -> HttpResponse:
    return _form(request, get_object_or_404(Theme, pk=pk), _("Change the theme"))


@desk_only
@require_POST
def theme_move(request: MemberRequest, pk: int) -> HttpResponse:
    theme = get_object_or_404(Theme, pk=pk)
    services.move_theme(theme=theme, up=request.POST.get("up") == "1", by=request.user)
    return redirect("agenda:themes")


def _form(request: MemberRequest, theme: Theme, heading: str) -> HttpResponse:
    form = ThemeForm(request.POST or None, instance=theme)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_theme(theme=form.instance, by=request.user)
        except ValidationError as refused:  # of two at once the second
            add_errors(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("agenda:themes")
    context = {"form": form, "heading": heading}
    return render(request, "agenda/theme.html", context, status=form_status(request))
