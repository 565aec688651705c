"""The official openai client, set up so that nothing surprises: one server, bounded answers, no redirects, no retries of its own."""

from __future__ import annotations

import ipaddress
import math
import re
import time
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from analyzer.engines.language_model.failures import Failed, TooMuch, TooSlow

if TYPE_CHECKING:
    import openai

OPENAI = "https://api.openai.com/v1"
MOST_BYTES = 4_000_000
"""Bytes an answer may have."""


def shown_server(base_url: str) -> str:
    """The server as it may be shown: host and port, no password, no path."""
    parts = urlsplit(base_url or OPENAI)
    return parts.netloc.rpartition("@")[2] or base_url


def is_loopback(base_url: str) -> bool:
    """Whether the server is on this machine."""
    host = urlsplit(base_url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@lru_cache(maxsize=8)
def client(base_url: str, key: str, timeout: float, *, patient: bool = False) -> openai.OpenAI:
    """A client for one server, kept for the next call; a patient one lets an answer take its time as long as it goes on.

    Raises:
        Failed: the ``llm`` extra is not installed.
    """
    try:
        import httpx2
        import openai
    except ImportError:
        raise Failed("not_installed", extra="llm") from None
    seconds = httpx2.Timeout(timeout, connect=min(timeout, 10))
    http = httpx2.Client(
        timeout=seconds,
        limits=httpx2.Limits(max_connections=100, max_keepalive_connections=100),
        trust_env=not is_loopback(base_url),  # a proxy of the environment is for other machines
        follow_redirects=False,  # notes go to the configured server and nowhere else
        event_hooks={"response": [lambda response: _bound(response, math.inf if patient else timeout)]},
    )
    # A server on one's own machine often has no key; the client insists on some header.
    return openai.OpenAI(
        api_key=key or "none", base_url=base_url or OPENAI, timeout=seconds, max_retries=0, http_client=http
    )


def _bound(response: Any, seconds: float) -> None:
    """Let the body of a response end by bytes and by time, whatever the server does."""
    import httpx2

    class Bounded(httpx2.SyncByteStream):
        def __init__(self, inner: Any) -> None:
            self._inner = inner

        def __iter__(self) -> Iterator[bytes]:
            until, left = time.monotonic() + seconds, MOST_BYTES
            for chunk in self._inner:
                left -= len(chunk)
                if left < 0:
                    raise TooMuch(MOST_BYTES)
                if time.monotonic() > until:
                    raise TooSlow(seconds)
                yield chunk

        def close(self) -> None:
            self._inner.close()

    response.stream = Bounded(response.stream)


def without_secret(text: str, secret: str) -> str:
    """The text with the key, where it stands in it, blotted out."""
    text = text.replace(secret, "********") if secret else text
    return re.sub(r"\bsk-[\w-]{8,}", "********", text)
