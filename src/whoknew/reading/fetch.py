"""Fetching the one URL that the user named: http and https only, a size limit, no cookies, nothing else ever."""

import urllib.error
import urllib.request
from urllib.parse import urlsplit

from whoknew.errors import FetchError

LIMIT = 60_000_000  # bytes
TIMEOUT = 30  # seconds


def is_url(text: str) -> bool:
    return text[:8].lower().startswith(("http://", "https://"))


def fetch(url: str) -> tuple[bytes, str | None, str | None]:
    """Content, media type and charset as the server states them. Raises ``FetchError``."""
    if urlsplit(url).scheme.lower() not in {"http", "https"} or not urlsplit(url).hostname:
        raise FetchError(f"{url}: only http and https addresses can be read.")
    request = urllib.request.Request(url, headers={"User-Agent": "whoknew/0.1", "Accept": "text/html,*/*;q=0.5"})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:
            content = response.read(LIMIT + 1)
            media_type = response.headers.get_content_type()
            charset = response.headers.get_content_charset()
    except (urllib.error.URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise FetchError(f"{url}: could not be fetched ({reason}). Save the page and read the file instead.") from error
    if len(content) > LIMIT:
        raise FetchError(f"{url}: larger than {LIMIT // 1_000_000} MB.")
    return content, media_type, charset
