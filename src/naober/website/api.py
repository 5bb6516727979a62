"""The API's root: one router of every feature, at /api/v1/, for whoever is signed in."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.security import django_auth

from naober.features.agenda.api import router as agenda
from naober.features.exchange.api import router as exchange
from naober.features.exchange.deal_api import router as deals
from naober.features.focus.api import router as focus
from naober.features.meetings.api import router as meetings
from naober.features.positions.api import router as positions
from naober.features.weighing.api import router as weighing


class Api(NinjaAPI):
    """Describes itself once, not for everybody who asks: it says the same to all."""

    @cached_property
    def _described(self) -> dict[str, OpenAPISchema]:
        return {}

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        if prefix not in self._described:
            self._described[prefix] = super().get_openapi_schema(path_prefix=prefix)
        return self._described[prefix]


api = Api(
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
api.add_router("/positions", positions)


@api.exception_handler(PermissionDenied)
def forbidden(
    request: HttpRequest, error: PermissionDenied | type[PermissionDenied]
) -> HttpResponse:
    return api.create_response(request, {"detail": _("You may not do this")}, status=403)
