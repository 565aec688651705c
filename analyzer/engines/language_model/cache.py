"""Answers kept on disk, only where a folder is named for them: by model, prompt and text; safe under several processes.

langchain-core's caches belong to its own chat models and keep everything in memory or one shared file; here a case's answers must be found
again by the case, to be thrown away with it, so each is a file of its own, written beside its place and moved there in one step.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def text_hash(texts: Iterable[str]) -> str:
    """The hash of a case's notes, by which its answers are found again."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


class ResponseCache:
    """A folder of answers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.expanduser()

    def _path(self, case: str, question: str) -> Path:
        return (
            self._folder / f"{case}-{hashlib.sha256(question.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.json"
        )

    def find(self, case: str, question: str) -> str | None:
        """The answer kept for a question of a case."""
        try:
            return self._path(case, question).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def keep(self, case: str, question: str, answer: str) -> None:
        """Keep an answer, readable for this user only; another process never sees half of it."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(answer)
        Path(name).replace(self._path(case, question))

    def forget(self, texts: Iterable[str]) -> int:
        """Throw away every answer about these notes; gives how many there were."""
        found = list(self._folder.glob(f"{text_hash(texts)}-*.json"))
        for path in found:
            path.unlink(missing_ok=True)
        return len(found)
