"""Static files with their hash in the name, so that browsers may keep them for ever."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from whitenoise.storage import (  # type: ignore[import-untyped]  # whitenoise is not typed
    CompressedManifestStaticFilesStorage,
)

# Only `url(...)` in style sheets is followed: source maps of vendored files are not shipped.
PATTERNS = (
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


class StaticStorage(ManifestStaticFilesStorage):
    """Collected in a second: for a demo on one's own machine."""

    patterns = PATTERNS


class CompressedStaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise is not typed
    """Compressed beforehand with gzip and brotli, which takes half a minute: for the network."""

    patterns = PATTERNS
