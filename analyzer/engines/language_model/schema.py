"""The answer a model gives, and the JSON schema that is asked of it: every string and array bounded, every key required."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

MOST_QUOTED = 300
"""Characters of a quote; a longer sentence can be quoted in part."""
BOUNDS = frozenset({"maxLength", "minLength", "maxItems", "minItems", "maximum", "minimum"})

NoteNumber = Annotated[int, Field(ge=1, le=999)]
Name = Annotated[str, Field(max_length=60)]
QuotedText = Annotated[str, Field(max_length=MOST_QUOTED)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class QuoteAnswer(_Part):
    """Words of a note; notes are counted from 1."""

    note: NoteNumber
    text: QuotedText


Quotes = Annotated[tuple[QuoteAnswer, ...], Field(max_length=3)]


class ContactAnswer(_Part):
    """The customer-side person the rep deals with."""

    note: NoteNumber
    name: Name
    title: Name | None
    organization: Name | None


class PersonAnswer(_Part):
    """Somebody else who is named."""

    note: NoteNumber
    name: Name
    title: Name | None
    side: Literal["theirs", "ours"]


class SignalAnswer(_Part):
    """One observed thing; the schema closes ``id`` to the catalogue's list, an unknown one is dropped when it comes all the same."""

    note: NoteNumber
    text: QuotedText
    id: Name
    grade: Literal["said", "reported", "impression"]


class AuthorityAnswer(_Part):
    """Quotes first, then the value they prove."""

    quotes: Quotes
    value: Literal["strong", "weak", "unknown"]


class InformationAnswer(_Part):
    """As ``AuthorityAnswer``."""

    quotes: Quotes
    value: Literal["sufficient", "insufficient", "unknown"]


class MomentumAnswer(_Part):
    """As ``AuthorityAnswer``."""

    quotes: Quotes
    value: Literal["stalled", "moving", "unknown"]


class IntroductionAnswer(_Part):
    """As ``AuthorityAnswer``."""

    quotes: Quotes
    value: Literal["none", "proposed", "accepted", "declined"]


class OutsideCauseAnswer(_Part):
    """As ``AuthorityAnswer``."""

    quotes: Quotes
    value: Literal["true", "false"]


class Answer(_Part):
    """Everything a model says about the notes of one case."""

    contact: ContactAnswer | None
    people: Annotated[tuple[PersonAnswer, ...], Field(max_length=8)]
    authority: AuthorityAnswer
    information: InformationAnswer
    momentum: MomentumAnswer
    introduction: IntroductionAnswer
    outside_cause: OutsideCauseAnswer
    signals: Annotated[tuple[SignalAnswer, ...], Field(max_length=12)]


@lru_cache(maxsize=8)
def answer_schema(signal_ids: tuple[str, ...], *, bounded: bool = True) -> dict[str, Any]:
    """The strict JSON schema of an answer with the closed list of signals; some servers refuse the bounds, so they can be left out."""
    schema: dict[str, Any] = _lean(Answer.model_json_schema(), bounded)
    signal = schema["$defs"]["SignalAnswer"]["properties"]
    signal["id"] = {"type": "string", "enum": list(signal_ids)}
    return schema


def _lean(part: Any, bounded: bool) -> Any:
    """The schema without titles and descriptions, which only cost tokens."""
    if isinstance(part, Sequence) and not isinstance(part, str):
        return [_lean(one, bounded) for one in part]
    if not isinstance(part, dict):
        return part
    left_out = {"title", "description"} | (set() if bounded else BOUNDS)
    return {
        name: {key: _lean(one, bounded) for key, one in value.items()}
        if name in ("properties", "$defs")
        else _lean(value, bounded)
        for name, value in part.items()
        if name not in left_out
    }
