"""Answers kept on disk, only where a folder is named for them: by model, prompt and text; safe under several processes.

langchain-core's caches belong to its own chat models and keep everything in memory or one shared file; here a case's answers must be found
again by the case, to be thrown away with it, so each is a file of its own, written beside its place and moved there in one step.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from analyzer.settings import settings


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

    def forget(self, case: str) -> int:
        """Throw away every answer about notes with this ``text_hash``; gives how many there were."""
        found = list(self._folder.glob(f"{case}-*.json"))
        for path in found:
            path.unlink(missing_ok=True)
        return len(found)


def forget_replies(case: str) -> int:
    """Throw away what the response cache, where there is one, keeps about notes with this ``text_hash``; gives how many answers."""
    folder = settings().response_cache
    return ResponseCache(folder).forget(case) if folder else 0
