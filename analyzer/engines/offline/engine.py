"""The embedded engine: reads a case with the models in ``weights.npz``, without a network, a key or a large model.

Notes are cut into segments, people are told apart, every segment is scored for what it shows, and a decision over all segments settles each
aspect. Whatever it claims it quotes; where it is not sure enough it says ``unknown``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from analyzer.case import Case
from analyzer.engines.grounding import checked
from analyzer.engines.offline import decide, features, people, reasons
from analyzer.engines.offline.candidates import candidates
from analyzer.engines.offline.contact import ANYONE_FROM, ContactModel
from analyzer.engines.offline.linear import Floats, shipped_model, shipped_weights
from analyzer.engines.offline.segments import Segment, segment
from analyzer.engines.offline.talk import contact_speaks
from analyzer.engines.offline.tokens import Token, tokenize
from analyzer.engines.offline.told import with_told_contact
from analyzer.engines.offline.vocabulary import Ordinary
from analyzer.engines.orders import order_spans
from analyzer.reading import (
    NOTHING_SHOWN,
    VALUES,
    Aspect,
    Contact,
    EngineInfo,
    Finding,
    PersonSeen,
    Quote,
    Reading,
    Signal,
)
from analyzer.words import Words


@dataclass(frozen=True)
class Layout:
    """A case's notes cut up: segments, the words of each, and every named person."""

    segments: list[Segment]
    tokens: list[list[Token]]
    persons: list[people.Person]


def lay_out(texts: Sequence[str], ordinary: Ordinary | None = None) -> Layout:
    """Cut the notes into segments, leaving out those that give orders to the reader, and find the persons named in them.

    ``ordinary``: the words that are no names; by default those that the weights file knows.
    """
    segments = [piece for number, text in enumerate(texts) for piece in _without_orders(segment(text, number), text)]
    tokens = [tokenize(piece.text) for piece in segments]
    persons = candidates(texts, segments, tokens, _ordinary_words() if ordinary is None else ordinary)
    return Layout(segments, tokens, persons)


@lru_cache(maxsize=1)
def _ordinary_words() -> Ordinary:
    return frozenset(shipped_weights()["ordinary.words"].tolist())


def _without_orders(pieces: list[Segment], text: str) -> list[Segment]:
    orders = order_spans(text)
    if not orders:
        return pieces
    return [piece for piece in pieces if not any(start < piece.end and piece.start < end for start, end in orders)]


def read(case: Case, own_names: Iterable[str] = ()) -> Reading:
    """The reading of a case; ``own_names`` (the rep, their manager) are known to be on our side."""
    texts = [note.text for note in case.notes]
    if not any(decide.is_readable(text) for text in texts):
        return _nothing_read(reasons.OTHER_LANGUAGE)
    layout = lay_out(texts)
    if not layout.segments:
        return _nothing_read(reasons.NO_SENTENCES)
    who = people.assign_sides(layout.persons, shipped_model("people"), own_names)
    model = shipped_model("segments")
    sums = model.sums(*features.describe(layout.segments, layout.tokens, who))
    judged = sums[:, _JUDGED] + model.bias[_JUDGED]
    speaks = contact_speaks(layout.segments, layout.tokens, who.persons, shipped_model("talk"))
    theirs = decide.without_our_own(judged, layout.segments, who)
    who = _contact_model().settled(who, layout.segments, theirs, speaks, anyone_from=ANYONE_FROM)
    who = with_told_contact(who, texts)
    scores = decide.without_our_own(judged, layout.segments, who)[:, : len(features.CODES)]
    counting = decide.relevance(scores, layout.segments)
    pooled = decide.pool(sums[:, _POOLED], model.bias[_POOLED], counting)
    title = decide.contact_title(texts, who)
    chances = _case_chances(decide.case_features(scores, layout.segments, len(texts), title[0], who, pooled))
    findings = {
        aspect: finding(aspect, chances[aspect], scores, layout.segments, who, title, texts) for aspect in VALUES
    }
    reading = Reading(
        engine=_info(),
        contact=_contact(texts, who, title[1]),
        findings=findings,
        signals=tuple(_signals(sums[:, _SIGNALS] + model.bias[_SIGNALS], layout.segments, who)),
        people=tuple(_others(texts, who)),
        warnings=(reasons.ORDERS_IGNORED,) if any(order_spans(text) for text in texts) else (),
    )
    return checked(reading, texts)


_JUDGED = slice(len(features.JUDGED))
_POOLED = slice(_JUDGED.stop, _JUDGED.stop + len(decide.POOLED))
_SIGNALS = slice(_POOLED.stop, None)
"""Which classes of the segments' model judge each segment, which all of them together, and which are the signals'."""


@lru_cache(maxsize=1)
def _contact_model() -> ContactModel:
    stored: dict[str, Any] = shipped_weights()
    return ContactModel(stored["contact.weights"], stored["anyone.weights"], float(stored["anyone.bias"]))


@lru_cache(maxsize=1)
def _info() -> EngineInfo:
    return EngineInfo(name="offline", model=str(shipped_weights()["version"]))


def _nothing_read(warning: Words) -> Reading:
    findings = {aspect: Finding(value=NOTHING_SHOWN[aspect], reason=warning) for aspect in VALUES}
    return Reading(engine=_info(), contact=None, findings=findings, warnings=(warning,))


def _case_chances(seen: Floats) -> dict[Aspect, dict[str, float]]:
    """The probability of each value of each aspect."""
    stored: dict[str, Any] = shipped_weights()
    scores = (
        stored["cases.weights"] @ ((seen - stored["cases.mean"]) / stored["cases.deviation"]) + stored["cases.bias"]
    )
    powers = np.exp(
        scores.astype(np.float64) - scores.max()
    ).tolist()  # in 64 bits one maximum serves all aspects: none comes to 0 altogether
    chances: dict[Aspect, dict[str, float]] = {}
    for aspect, values in VALUES.items():
        some = powers[decide.COLUMNS[aspect]]
        total = sum(some)
        chances[aspect] = {value: power / total for value, power in zip(values, some, strict=True)}
    return chances


def finding(
    aspect: Aspect,
    chances: dict[str, float],
    scores: Floats,
    segments: Sequence[Segment],
    who: people.People,
    title: tuple[str, str],
    texts: Sequence[str],
) -> Finding:
    """What an aspect's chances and its segments' log-odds (segments x ``CODES``) come to; ``title`` is the contact's, as ``contact_title`` gives it.

    A claim without words that show it is none.
    """
    value = decide.decided(aspect, chances)
    nothing = NOTHING_SHOWN[aspect]
    quotes: tuple[Quote, ...] = ()
    by_title = False
    if value != nothing:
        shown = decide.evidence(aspect, value, scores, segments, who)
        quotes = tuple(_quote(piece) for piece in shown)
        if aspect == "authority" and not quotes and (place := decide.title_quote(texts, who, title[1])):
            quotes, by_title = (place,), True
        if not quotes:
            value = nothing
    reason = reasons.reason(aspect, value, quotes, segments, by_title=by_title)
    return Finding(value=value, reason=reason, quotes=quotes, confidence=round(chances[value], 3))


def _quote(piece: Segment) -> Quote:
    return Quote(note=piece.note, start=piece.start, end=piece.end, text=piece.text)


def _contact(texts: Sequence[str], who: people.People, title: str) -> Contact | None:
    if who.contact is None:
        return None
    name, (note, start, end) = people.shown_name(who.contact, texts)
    quote = Quote(note=note, start=start, end=end, text=texts[note][start:end])
    return Contact(name=name, title=title or None, organization=people.organization(texts, who.contact), quote=quote)


def _others(texts: Sequence[str], who: people.People) -> Iterable[PersonSeen]:
    for person in who.persons:
        if person.side in ("theirs", "ours"):
            name, (note, start, end) = people.shown_name(person, texts)
            quote = Quote(note=note, start=start, end=end, text=texts[note][start:end])
            title = decide.title_of(person, texts)[1] or None
            yield PersonSeen(name=name, side="theirs" if person.side == "theirs" else "ours", title=title, quote=quote)


def _signals(scores: Floats, segments: Sequence[Segment], who: people.People) -> Iterable[Signal]:
    ids = shipped_model("segments").classes[_SIGNALS]
    least = float(shipped_weights()["signals.threshold"])
    for number, column in np.argwhere(scores > least).tolist():
        piece = segments[number]
        yield Signal(id=ids[column], grade=reasons.grade(piece, who), quote=_quote(piece))
