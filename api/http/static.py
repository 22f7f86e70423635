"""The built files of the web pages, below `/static`: compressed beforehand, kept by browsers for good.

`tools/build_web.py` builds them into `api/static/`. Wiring, once: `app.mount("/static", static_files())`.
"""

import re
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from api.http.accept import weights

STATIC_FOLDER = Path(__file__).resolve().parent.parent / "static"

_CODINGS = (("br", ".br"), ("gzip", ".gz"))
_CONTENT_TYPES = {  # by hand: the tables of some systems lack these or have them wrong
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
}
_NAME_WITH_HASH = re.compile(r"-[0-9A-Z]{8}\.")
_FOR_GOOD = "public, max-age=31536000, immutable"


def static_files() -> StaticFiles:
    """An ASGI application that serves the built files; it answers 404 while they are not built."""
    return _Precompressed(directory=STATIC_FOLDER, check_dir=False)


class _Precompressed(StaticFiles):
    async def get_response(self, path: str, scope: MutableMapping[str, Any]) -> Response:
        """The file, or its smaller copy in a coding that the client takes."""
        content_type = _CONTENT_TYPES.get(Path(path).suffix, "application/octet-stream")
        for coding, ending in _codings_taken(Headers(scope=scope).get("accept-encoding", "")):
            copy, status = self.lookup_path(path + ending)
            if status is not None:
                response = self.file_response(copy, status, scope)
                response.headers["content-encoding"] = coding
                break
        else:
            response = await super().get_response(path, scope)
        response.headers["content-type"] = content_type
        response.headers["cache-control"] = _FOR_GOOD if _NAME_WITH_HASH.search(path) else "no-cache"
        response.headers["vary"] = "Accept-Encoding"
        return response


def _codings_taken(accept_encoding: str) -> list[tuple[str, str]]:
    """The codings that the client takes, the one it likes best first; brotli before gzip on a tie."""
    taken = weights(accept_encoding)
    wanted = [(coding, ending) for coding, ending in _CODINGS if taken.get(coding, taken.get("*", 0.0)) > 0]
    return sorted(wanted, key=lambda pair: -taken.get(pair[0], taken.get("*", 0.0)))
