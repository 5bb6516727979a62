"""Static files with their hash in the name, compressed beforehand."""

from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Follows `url(...)` in style sheets only: source maps of vendored files are not shipped."""

    patterns = (
        (
            "*.css",
            (
                (
                    r"""(?P<matched>url\((?P<quote>['"]{0,1})\s*(?P<url>.*?)(?P=quote)\))""",
                    "url(%(quote)s%(url)s%(quote)s)",
                ),
            ),
        ),
    )
