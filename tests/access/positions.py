"""Positions, and the calendar of consultations: for the members; a draft for who writes it."""

from naober.features.positions.models import Comment
from naober.features.positions.tests import factories
from tests.access.cast import Cast, Row, nothing


def draft(cast: Cast) -> list[object]:
    return [factories.draft().pk]


def own_draft(cast: Cast) -> list[object]:
    """The colleague is one of those who write it."""
    made = factories.draft()
    made.editors.add(cast.people["colleague"])
    return [made.pk]


def commented(cast: Cast) -> list[object]:
    return [factories.for_comment().pk]


def own_text(cast: Cast) -> list[object]:
    made = factories.for_comment()
    made.editors.add(cast.people["colleague"])
    return [made.pk]


def signing(cast: Cast) -> list[object]:
    """The colleague's company signed."""
    return [factories.signed(cast.company).pk]


def sent(cast: Cast) -> list[object]:
    return [factories.sent(cast.company).pk]


def answered(cast: Cast) -> list[object]:
    return [factories.answered(cast.company).pk]


def promise(cast: Cast) -> list[object]:
    return [factories.promise(factories.answered(cast.company)).pk]


def first_version(cast: Cast) -> list[object]:
    return [*commented(cast), 1]


def paragraph(cast: Cast) -> list[object]:
    return [factories.for_comment().paragraphs.first().pk]


def hidden_paragraph(cast: Cast) -> list[object]:
    return [factories.draft().paragraphs.first().pk]


def comment(cast: Cast) -> list[object]:
    made = factories.for_comment()
    row = Comment.objects.create(
        position=made,
        paragraph=made.paragraphs.first(),
        version=made.versions.first(),
        company=cast.company,
        text="Noem ook de waterstofleiding.",
    )
    return [row.pk]


def consultation(cast: Cast) -> list[object]:
    return [factories.consultation().pk]


_MEMBERS = (302, 404, 200, 200, 404, 404, 200, 200)
_POST_ONLY = (302, 405, 405, 405, 405, 405, 405, 405)
_DESK = (302, 404, 403, 403, 404, 404, 200, 403)
_DESK_ANYWHERE = (302, 403, 403, 403, 403, 403, 200, 403)

#  page, arguments: anonymous outsider member colleague guest partner desk board
PAGES: list[Row] = [
    ("positions:positions", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("positions:new", nothing, _DESK_ANYWHERE),
    ("positions:position", draft, (302, 404, 404, 404, 404, 404, 200, 404)),
    ("positions:position", own_draft, (302, 404, 404, 200, 404, 404, 200, 404)),
    ("positions:position", commented, _MEMBERS),
    ("positions:position", signing, _MEMBERS),
    ("positions:position", answered, _MEMBERS),
    ("positions:edit", draft, (302, 404, 404, 404, 404, 404, 200, 404)),
    ("positions:edit", own_text, (302, 404, 403, 200, 404, 404, 200, 403)),
    ("positions:edit", signing, (302, 404, 403, 403, 404, 404, 302, 403)),
    ("positions:version", first_version, _MEMBERS),
    ("positions:editors", commented, _DESK),
    ("positions:share", commented, _DESK),
    ("positions:ask", commented, _DESK),
    ("positions:back", commented, _POST_ONLY),
    ("positions:letter", commented, (302, 404, 403, 403, 404, 404, 403, 403)),
    ("positions:letter", signing, _MEMBERS),
    ("positions:sign", signing, (302, 404, 200, 200, 404, 404, 200, 403)),
    ("positions:sign", sent, (302, 404, 302, 302, 404, 404, 302, 403)),
    ("positions:withdraw", signing, _POST_ONLY),
    ("positions:paragraph", paragraph, _MEMBERS),
    ("positions:paragraph", hidden_paragraph, (302, 404, 404, 404, 404, 404, 200, 404)),
    ("positions:comment-answer", comment, _POST_ONLY),
    ("positions:send", signing, _DESK),
    ("positions:answer", sent, _DESK),
    ("positions:promise", answered, _DESK),
    ("positions:settle", promise, _DESK),
    ("positions:close", answered, _POST_ONLY),
    ("positions:calendar", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("positions:calendar-ics", nothing, (302, 200, 200, 200, 200, 200, 200, 200)),
    ("positions:calendar-file", nothing, _DESK_ANYWHERE),
    ("positions:consultation-new", nothing, _DESK_ANYWHERE),
    ("positions:consultation", consultation, _MEMBERS),
    ("positions:consultation-ics", consultation, _MEMBERS),
    ("positions:consultation-edit", consultation, _DESK),
    ("api-1:list_positions", nothing, (401, 200, 200, 200, 200, 200, 200, 200)),
    ("api-1:list_consultations", nothing, (401, 200, 200, 200, 200, 200, 200, 200)),
    ("api-1:get_position", commented, (401, 404, 200, 200, 404, 404, 200, 200)),
    ("api-1:get_position", draft, (401, 404, 404, 404, 404, 404, 200, 404)),
    ("api-1:sign", signing, (405, 405, 405, 405, 405, 405, 405, 405)),
    ("api-1:withdraw", signing, (405, 405, 405, 405, 405, 405, 405, 405)),
]
_REFUSED = (302, 404, 403, 403, 404, 404, 422, 403)
CHANGES: list[Row] = [
    ("positions:new", nothing, (302, 403, 403, 403, 403, 403, 422, 403)),
    ("positions:edit", own_text, (302, 404, 403, 422, 404, 404, 422, 403)),
    ("positions:editors", commented, (302, 404, 403, 403, 404, 404, 302, 403)),
    ("positions:share", commented, _REFUSED),
    ("positions:ask", commented, _REFUSED),
    ("positions:back", commented, (302, 404, 403, 403, 404, 404, 302, 403)),
    ("positions:sign", signing, (302, 404, 422, 422, 404, 404, 422, 403)),
    ("positions:withdraw", signing, (302, 404, 403, 403, 404, 404, 403, 403)),
    ("positions:paragraph", paragraph, (302, 404, 422, 422, 404, 404, 422, 403)),
    ("positions:comment-answer", comment, (302, 404, 403, 403, 404, 404, 302, 403)),
    ("positions:send", signing, _REFUSED),
    ("positions:answer", sent, _REFUSED),
    ("positions:promise", answered, _REFUSED),
    ("positions:settle", promise, _REFUSED),
    ("positions:close", answered, (302, 404, 403, 403, 404, 404, 302, 403)),
    ("positions:consultation-new", nothing, (302, 403, 403, 403, 403, 403, 422, 403)),
    ("positions:consultation-edit", consultation, _REFUSED),
    ("positions:calendar-file", nothing, (302, 403, 403, 403, 403, 403, 422, 403)),
    ("api-1:sign", signing, (401, 422, 422, 422, 422, 422, 422, 422)),
    ("api-1:withdraw", signing, (401, 422, 422, 422, 422, 422, 422, 422)),
]
