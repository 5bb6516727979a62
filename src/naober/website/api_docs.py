"""The API's documentation as a page of this site: read from its own OpenAPI description."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naober.foundation.members.http import MemberRequest
from naober.website.api import api


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or a part of the body: its name, what it may be, whether it may be left out."""

    name: str
    kind: str
    required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that the API can do."""

    method: str
    path: str
    summary: str
    description: str
    parameters: list[Field]
    body: list[Field]
    statuses: list[str]


@login_required
@require_safe
def page(request: MemberRequest) -> HttpResponse:
    return render(request, "api_docs.html", {"operations": operations()})


def operations() -> list[Operation]:
    """All operations in the order of the description."""
    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    parts = schema.get("components", {}).get("schemas", {})
    return [
        _operation(method, path, one, parts)
        for path, methods in schema["paths"].items()
        for method, one in methods.items()
    ]


def _operation(method: str, path: str, one: dict[str, Any], parts: dict[str, Any]) -> Operation:
    content = one.get("requestBody", {}).get("content", {})
    body = content.get("application/json", {}).get("schema", {})
    return Operation(
        method=method.upper(),
        path=path,
        summary=one.get("summary", ""),
        description=one.get("description", ""),
        parameters=[
            Field(given["name"], _kind(given["schema"]), bool(given.get("required")))
            for given in one.get("parameters", [])
        ],
        body=_fields(parts.get(body.get("$ref", "").rpartition("/")[2], {})),
        statuses=[str(status) for status in one.get("responses", {})],
    )


def _fields(part: dict[str, Any]) -> list[Field]:
    required = part.get("required", [])
    return [
        Field(name, _kind(given), name in required)
        for name, given in part.get("properties", {}).items()
    ]


def _kind(given: dict[str, Any]) -> str:
    if "enum" in given:
        return " | ".join(f'"{value}"' for value in given["enum"])
    return str(given.get("type", ""))
