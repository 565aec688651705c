"""How many tokens a text has: counted with tiktoken where its table is at hand and whole, else estimated on the safe side.

tiktoken would download a missing table without a time-out. So the table is only taken from a package or tiktoken's own cache, checked by
its hash, and never fetched.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import hashlib
import importlib.util
import os
import tempfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import tiktoken

_TABLE = "https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken"
_HASH = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
_PATTERN = "|".join(
    (
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
        r"\p{N}{1,3}",
        r" ?[^\s\p{L}\p{N}]+[\r\n/]*",
        r"\s*[\r\n]+",
        r"\s+(?!\S)",
        r"\s+",
    )
)
"""How o200k_base cuts a text before it looks into its table (from tiktoken)."""


class Count(NamedTuple):
    """A number of tokens, and whether it was counted or estimated."""

    tokens: int
    counted: bool


def estimate(text: str) -> int:
    """At least as many tokens as the text has with any common table: a token for two ASCII characters, a byte for each of the rest."""
    wide = sum(len(char.encode("utf-8", "replace")) for char in text if char > "\x7f")
    narrow = sum(char <= "\x7f" for char in text)
    return wide + (narrow + 1) // 2


def count(text: str) -> Count:
    """The tokens of a text."""
    table = _encoding()
    if table is None:
        return Count(estimate(text), counted=False)
    return Count(len(table.encode(text, disallowed_special=())), counted=True)


def fits(text: str, budget: int) -> bool:
    """Whether a text has at most that many tokens; the table is only loaded where the estimate does not settle it."""
    return estimate(text) <= budget or count(text).tokens <= budget


@lru_cache(maxsize=1)
def _encoding() -> tiktoken.Encoding | None:
    """o200k_base from a checked local copy; ``None`` where there is none."""
    if importlib.util.find_spec("tiktoken") is None:
        return None
    for data in _copies():
        if hashlib.sha256(data).hexdigest() == _HASH:
            import tiktoken

            ranks = {
                base64.b64decode(token): int(rank)
                for token, rank in (line.split() for line in data.splitlines() if line)
            }
            return tiktoken.Encoding("o200k_base", pat_str=_PATTERN, mergeable_ranks=ranks, special_tokens={})
    return None


def _copies() -> Iterator[bytes]:
    """The table as it lies in the ``bpe-openai`` package and in tiktoken's cache, unchecked."""
    package = importlib.util.find_spec("bpe_openai")
    if package and package.origin:
        packaged = Path(package.origin).parent / "data" / "o200k_base.tiktoken.gz"
        if packaged.is_file():
            with contextlib.suppress(OSError, EOFError):
                yield gzip.decompress(packaged.read_bytes())
    default = str(Path(tempfile.gettempdir()) / "data-gym-cache")
    folder = os.environ.get("TIKTOKEN_CACHE_DIR", os.environ.get("DATA_GYM_CACHE_DIR", default))
    cached = Path(folder) / hashlib.sha1(_TABLE.encode()).hexdigest()  # noqa: S324  tiktoken's own naming, no security
    if folder and cached.is_file():
        with contextlib.suppress(OSError):
            yield cached.read_bytes()
