"""The API's root: one router of every feature, at /api/v1/, for whoever is signed in."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.security import django_auth

from naober.features.agenda.api import router as agenda
from naober.features.exchange.api import router as exchange
from naober.features.exchange.deal_api import router as deals
from naober.features.focus.api import router as focus
from naober.features.meetings.api import router as meetings
from naober.features.weighing.api import router as weighing

api = NinjaAPI(
    title="Naober",
    version="1",
    description="What the pages show, as JSON: the same rights, the same things hidden.",
    auth=django_auth,
    docs_url=None,  # a page of this site instead: see api_docs
    urls_namespace="api-1",
)
api.add_router("/exchange", exchange)
api.add_router("/exchange", deals)
api.add_router("/agenda", agenda)
api.add_router("/meetings", meetings)
api.add_router("/focus", focus)
api.add_router("/weighing", weighing)


@api.exception_handler(PermissionDenied)
def forbidden(
    request: HttpRequest, error: PermissionDenied | type[PermissionDenied]
) -> HttpResponse:
    return api.create_response(request, {"detail": _("You may not do this")}, status=403)
