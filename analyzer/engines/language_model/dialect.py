"""What a server understands, learned from its own refusals and remembered for the life of the program."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, replace
from typing import Any, Literal

Form = Literal["schema", "schema_without_bounds", "json", "plain"]
"""How the answer's form is asked for: a strict schema, one without bounds, any JSON object, or only in words."""
Length = Literal["max_tokens", "max_completion_tokens"]
_NEXT: dict[Form, Form] = {"schema": "json", "schema_without_bounds": "json", "json": "plain"}
_ABOUT_BOUNDS = re.compile(
    r"max_?length|min_?length|max_?items|min_?items|maximum|minimum|not permitted|keyword|features?\b|grammar|repetition",
    re.IGNORECASE,
)
_ABOUT_FORM = re.compile(r"response_?format|json_?schema|json_?object|\bschema\b|grammar|structured", re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """The parameters a server takes."""

    form: Form = "schema"
    temperature: bool = True
    store: bool = True
    length: Length = "max_tokens"

    def learned(self, complaint: str, status: int) -> Dialect | None:
        """The dialect after a refusal (400, 404, 422, 500, 501) that names what it did not like; ``None`` where it names nothing of ours."""
        if self.length in complaint or "max_completion_tokens" in complaint:
            other: Length = "max_completion_tokens" if self.length == "max_tokens" else "max_tokens"
            return replace(self, length=other)
        if self.temperature and "temperature" in complaint.lower():
            return replace(self, temperature=False)
        if self.store and re.search(r"\bstore\b", complaint):
            return replace(self, store=False)
        return self._simpler(complaint, status)

    def _simpler(self, complaint: str, status: int) -> Dialect | None:
        about_bounds = bool(_ABOUT_BOUNDS.search(complaint))
        if self.form == "plain" or not (about_bounds or _ABOUT_FORM.search(complaint)):
            return None
        if self.form == "schema" and about_bounds and status < 500:
            return replace(self, form="schema_without_bounds")
        return replace(self, form=_NEXT[self.form])

    def parameters(self, schemas: dict[str, dict[str, Any]], answer_tokens: int) -> dict[str, Any]:
        """The parameters of a call besides model and messages; ``schemas`` holds ``schema`` and ``schema_without_bounds``."""
        given: dict[str, Any] = {self.length: answer_tokens}
        if self.temperature:
            given["temperature"] = 0
        if self.store:
            given["store"] = False
        if self.form in schemas:
            schema = {"name": "answer", "strict": True, "schema": schemas[self.form]}
            given["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.form == "json":
            given["response_format"] = {"type": "json_object"}
        return given


class Remembered:
    """The dialects of the servers and models that were spoken to."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], Dialect] = {}
        self._lock = threading.Lock()

    def of(self, server: str, model: str) -> Dialect:
        """What is known of a server's model, at first nothing."""
        with self._lock:
            return self._known.get((server, model), Dialect())

    def keep(self, server: str, model: str, dialect: Dialect) -> None:
        """Remember what a server's model takes."""
        with self._lock:
            self._known[server, model] = dialect


REMEMBERED = Remembered()
