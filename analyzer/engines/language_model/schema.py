"""The answer a model gives, and the JSON schema that is asked of it: every string and array bounded, every key required."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

MOST_QUOTED = 300
"""Characters of a quote; a longer sentence can be quoted in part."""
MOST_QUOTES, MOST_PEOPLE, MOST_SIGNALS = 3, 8, 16
"""Quotes a finding, other people and signals."""
BOUNDS = frozenset({"maxLength", "minLength", "maxItems", "minItems", "maximum", "minimum"})
BRIEF = 2_000
"""An answer that may have fewer tokens than this is asked for in brief, so that it always ends in time, whatever a model writes."""
_BRIEF_BOUNDS = {MOST_QUOTED: 100, MOST_QUOTES: 1, MOST_PEOPLE: 2, MOST_SIGNALS: 3}


def _cut(most: int) -> BeforeValidator:
    """More than was asked for is left unread: a server that knows no bounds may send it, and the rest is good."""
    return BeforeValidator(lambda given: given[:most] if isinstance(given, list | tuple | str) else given)


def _word(given: Any) -> Any:
    """``true`` and ``false`` as words, also where a server without a schema sends them bare."""
    return str(given).lower() if isinstance(given, bool) else given


NoteNumber = Annotated[int, Field(ge=1, le=999)]
Name = Annotated[str, Field(max_length=60)]
QuotedText = Annotated[str, Field(max_length=MOST_QUOTED), _cut(MOST_QUOTED)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class QuoteAnswer(_Part):
    """Words of a note; notes are counted from 1."""

    note: NoteNumber
    text: QuotedText


Quotes = Annotated[tuple[QuoteAnswer, ...], Field(max_length=MOST_QUOTES), _cut(MOST_QUOTES)]


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
    value: Annotated[Literal["true", "false"], BeforeValidator(_word)]


class Answer(_Part):
    """Everything a model says about the notes of one case."""

    contact: ContactAnswer | None
    people: Annotated[tuple[PersonAnswer, ...], Field(max_length=MOST_PEOPLE), _cut(MOST_PEOPLE)]
    authority: AuthorityAnswer
    information: InformationAnswer
    momentum: MomentumAnswer
    introduction: IntroductionAnswer
    outside_cause: OutsideCauseAnswer
    signals: Annotated[tuple[SignalAnswer, ...], Field(max_length=MOST_SIGNALS), _cut(MOST_SIGNALS)]


@lru_cache(maxsize=8)
def answer_schema(signal_ids: tuple[str, ...], *, bounded: bool = True, brief: bool = False) -> dict[str, Any]:
    """The strict JSON schema of an answer with the closed list of signals.

    Args:
        signal_ids: the ids a signal may have.
        bounded: with lengths of strings and arrays; some servers refuse a schema that has them.
        brief: with the narrow bounds of a short answer.
    """
    schema: dict[str, Any] = _lean(Answer.model_json_schema(), bounded, brief)
    signal = schema["$defs"]["SignalAnswer"]["properties"]
    signal["id"] = {"type": "string", "enum": list(signal_ids)}
    return schema


def _lean(part: Any, bounded: bool, brief: bool) -> Any:
    """The schema without titles and descriptions, which only cost tokens."""
    if isinstance(part, Sequence) and not isinstance(part, str):
        return [_lean(one, bounded, brief) for one in part]
    if not isinstance(part, dict):
        return part
    left_out = {"title", "description"} | (set() if bounded else BOUNDS)
    kept = {name: value for name, value in part.items() if name not in left_out}
    if brief:
        kept |= {name: _BRIEF_BOUNDS.get(kept[name], kept[name]) for name in kept.keys() & {"maxLength", "maxItems"}}
    return {
        name: {key: _lean(one, bounded, brief) for key, one in value.items()}
        if name in ("properties", "$defs")
        else _lean(value, bounded, brief)
        for name, value in kept.items()
    }
