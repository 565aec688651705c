"""Write requests to files and read the answers back, so that any model can be asked out of band."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from analyzer.case import Case, Profile
from analyzer.engines.language_model import prompting
from analyzer.engines.language_model.calling import read_answer
from analyzer.engines.language_model.engine import prepare, read_with
from analyzer.engines.language_model.failures import Failed
from analyzer.engines.language_model.prompting import Message
from analyzer.engines.language_model.schema import Answer
from analyzer.reading import EngineInfo, Reading, Usage
from analyzer.settings import settings


def request_id(messages: Sequence[Message]) -> str:
    """The name of a request: the hash of all that is sent."""
    return hashlib.sha256("\0".join(one.content for one in messages).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def write_prompts(case: Case, profile: Profile, folder: Path) -> list[Path]:
    """Write the requests for a case, a file each (``ID.prompt.md``); the answer to it belongs into ``ID.reply.json`` beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for messages in prepare(case, profile, settings()).requests:
        path = folder / f"{request_id(messages)}.prompt.md"
        shown = "\n\n".join(f"# {one.role}\n\n{one.content}" for one in messages)
        path.write_text(shown + "\n", encoding="utf-8", errors="replace")
        written.append(path)
    return written


class Replay:
    """An engine whose answers lie in a folder as ``ID.reply.json``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, case: Case, profile: Profile) -> Reading:
        """The reading that the stored answers give, checked like any other.

        Raises:
            Failed: an answer is missing or has not the form.
        """
        info = EngineInfo(name="replay", model=self.folder.name, prompt_version=prompting.prompt_version())
        return read_with(self._answer, case, profile, info, settings())

    def _answer(self, messages: Sequence[Message]) -> tuple[Answer, Usage]:
        path = self.folder / f"{request_id(messages)}.reply.json"
        try:
            return read_answer(path.read_text(encoding="utf-8-sig"), Answer), Usage()
        except OSError:
            raise Failed("no_reply", model=path.name) from None
        except ValueError:
            raise Failed("shape") from None
