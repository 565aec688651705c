"""Who is who in the notes: every named person and their side, and which of them is the contact.

Whose side a person is on is decided by a small learned model over what stands around the name; the rep's profile and the note's own
attendee list, where there is one, settle it beforehand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from analyzer.engines.offline.hashing import feature_rows
from analyzer.engines.offline.latin import in_latin
from analyzer.engines.offline.linear import Floats, LinearModel
from analyzer.engines.offline.names import bare, key
from analyzer.engines.offline.persons import SIDES, People, Person
from analyzer.engines.offline.segments import Segment
from analyzer.engines.offline.surroundings import STATED

ROWS = 1 << 22
Mask = NDArray[np.bool_]


def assign_sides(persons: Sequence[Person], model: LinearModel, own_names: Iterable[str] = ()) -> People:
    """Give each person a side; the likeliest contact becomes the contact, for the first look at least."""
    if not persons:
        return People((), None)
    own = {key(bare(name)) for name in own_names if name.strip()}
    scores = model.scores([feature_rows(person.features, ROWS) for person in persons])
    chance = np.exp(scores - scores.max(axis=1, keepdims=True))
    chance /= chance.sum(axis=1, keepdims=True)
    at = {side: model.classes.index(side) for side in SIDES}
    for person, row in zip(persons, chance, strict=True):
        by_profile = any(name and (name in key(person.name) or key(person.name) in name) for name in own)
        person.is_own = by_profile or person.listed == "ours"
        # What the profile or the note's own list says outweighs the words around a name.
        known = "ours" if person.is_own else person.listed
        told = _told(row, at, known) if known else row
        person.contact_score = float(told[at["contact"]])
        person.chances = tuple(told.tolist())
        likeliest = SIDES[int(np.argmax([told[at[side]] for side in SIDES]))]
        person.side = likeliest if known else _stated(person) or likeliest
        if not known and _stated(person) == "ours":
            person.contact_score = min(person.contact_score, OURS_AT_MOST)
    return with_contact(persons, [person.contact_score for person in persons])


OURS_AT_MOST = 0.05
"""How likely somebody called 弊社の can at most be the contact."""


def _stated(person: Person) -> str:
    """The side that the words right before the name say, where they agree; empty otherwise."""
    stated = [side for side in STATED if f"stated {side}" in person.features]
    return stated[0] if len(stated) == 1 else ""


def _told(row: Floats, at: Mapping[str, int], known: str) -> Floats:
    """The chances of one whose side is known: ours, or else the contact or another of theirs."""
    places = [at["ours"]] if known == "ours" else [at["contact"], at["theirs"]]
    told = np.zeros_like(row)
    told[places] = row[places] + 1e-6
    return np.asarray(told / told.sum(), dtype=row.dtype)


def with_contact(persons: Sequence[Person], scores: Sequence[float], *, anyone: bool = True) -> People:
    """The persons with the best-scored one as the contact, if there is ``anyone``; a former contact is just theirs."""
    for person in persons:
        if person.side == "contact":
            person.side = "theirs"
    likely = [number for number, person in enumerate(persons) if not person.is_own]
    if not anyone or not likely:
        return People(tuple(persons), None)
    best = max(likely, key=lambda number: scores[number])
    persons[best].side = "contact"
    return People(tuple(persons), persons[best])


def evidence_about(who: People, segments: Sequence[Segment], scores: Floats) -> Floats:
    """What a first look says about who the contact is: a row of numbers a person.

    The notes' evidence (``scores``: segments x codes log-odds) is mostly about the contact: how much of it stands where a person is named
    or speaks is weighed together with what the surroundings of the name say.
    """
    likely = 1 / (1 + np.exp(-scores[:, :9]))
    weight, introduction = likely[:, :6].sum(axis=1), likely[:, 6:].sum(axis=1)
    last = np.array([piece.note == segments[-1].note for piece in segments])
    named = np.zeros((len(who.persons), len(segments)), bool)
    for row, person in zip(named, who.persons, strict=True):
        row[list(person.standing_in(segments))] = True
    near = named | np.concatenate([np.zeros((len(named), 1), bool), named[:, :-1]], axis=1)
    total, total_last = max(1e-6, float(weight.sum())), max(1e-6, float(weight[last].sum()))
    shares = np.stack(
        [
            _within(_topic_of(who.persons, named, segments), weight) / total,
            _within(named, weight) / total,
            _within(near, weight) / total,
            _within(named[:, last], weight[last]) / total_last,
            _within(near[:, last], weight[last]) / total_last,
            _within(named, introduction) / max(1e-6, float(introduction.sum())),
            _within(named & (named.sum(axis=0) == 1), weight) / total,
        ],
        axis=1,
    )
    named_first = np.array([bool(row[:2].any()) for row in named])
    chance = np.array([person.contact_score for person in who.persons])
    mentions = np.array([len(person.mentions) for person in who.persons])
    final = segments[-1].note
    in_last = np.array([sum(note == final for note, _, _ in person.mentions) for person in who.persons])
    first_in_last = np.array(
        [min((at for note, at, _ in person.mentions if note == final), default=math.inf) for person in who.persons]
    )
    new = np.array([final > 0 and person.mentions[0][0] == final for person in who.persons])
    order = np.argsort(
        np.argsort([note * 1_000_000 + start for note, start, _ in (person.mentions[0] for person in who.persons)])
    )
    columns = [
        np.log((chance + 1e-4) / (1.0001 - chance)),
        np.log((chance + 1e-4) / (chance.max() + 1e-4)),
        chance == chance.max(),
        *shares.T,
        *(shares == shares.max(axis=0)).T,
        mentions / mentions.max(),
        order == 0,
        order / len(order),
        in_last > 0,
        named_first,
        new,
        new & (in_last == in_last.max()),
        in_last / max(1, in_last.max()),
        (first_in_last == first_in_last.min()) & (in_last > 0) & (final > 0),
        *np.log(np.array([person.chances for person in who.persons]).T + 1e-3),
        ["speaks" in person.features for person in who.persons],
        *([person.side == side for person in who.persons] for side in ("ours", "nobody", "theirs", "contact")),
    ]
    return np.array(columns, dtype=np.float32).T


def _within(places: Mask, weight: Floats) -> Floats:
    """How much of the segments' weight lies in each row's places."""
    # Multiplying truth values by numbers makes numpy warn now and then of invalid values that are not there.
    return places.astype(np.float32) @ weight


def _topic_of(persons: Sequence[Person], named: Mask, segments: Sequence[Segment]) -> Mask:
    """Whom each segment is about, persons x segments: the customer's person named there, or else the last one named before in its note.

    「彼女が…」 and sentences without a subject go on about the one named before.
    """
    topics = np.zeros(named.shape, bool)
    theirs = np.array([person.side in ("contact", "theirs", "outside") and not person.is_own for person in persons])
    about, note = None, -1
    for number, piece in enumerate(segments):
        here = np.flatnonzero(named[:, number] & theirs)
        about = int(here[0]) if len(here) else about if piece.note == note else None
        note = piece.note
        if about is not None:
            topics[about, number] = True
    return topics


ANYONE_FROM = -1.0
"""Log-odds from which there is a contact: leaving out the person the rep met is the worse error, as after a mere exchange of cards. Learning goes by 0."""


def evidence_of_anyone(who: People, first: Floats, best: int) -> Floats:
    """What says whether there is a contact at all.

    That is: on which side the best-scored person is, how much evidence the notes hold, and whether their words (last column of the first
    look) are those of a sales meeting.
    """
    weight = (1 / (1 + np.exp(-first[:, :9]))).sum(axis=1)
    chances = np.array([person.chances for person in who.persons])
    contact, theirs, ours = chances[best, [SIDES.index(side) for side in ("contact", "theirs", "ours")]]
    return np.array(
        [
            math.log((contact + 1e-4) / (1.0001 - contact)),
            math.log((contact + theirs + 1e-3) / (ours + 1e-3)),
            math.log(chances[:, :2].sum(axis=1).max() + 1e-3),
            math.log(weight.sum() + 1e-3),
            math.log(weight.max() + 1e-3),
            math.log(len(first)),
            first[:, -1].mean(),
            first[:, -1].max(),
        ],
        dtype=np.float32,
    )


def shown_name(person: Person, texts: Sequence[str]) -> tuple[str, tuple[int, int, int]]:
    """The name as one would say it (the family name of an English full name) and the first place it stands."""
    name = person.name.split()[-1] if in_latin(person.name) else person.name
    for note, start, end in person.mentions:
        at = texts[note].find(name, start, end)
        if at >= 0:
            return name, (note, at, at + len(name))
    note, start, end = person.mentions[0]
    return texts[note][start:end], (note, start, end)


_COMPANY = re.compile(
    r"(?:(?:株式会社|有限会社|㈱|\(株\)|（株）|㈲|合同会社|学校法人|医療法人|社会福祉法人)\s?[一-龯々ァ-ヴーぁ-んA-Za-z0-9＆&・]{2,20}"
    r"|[一-龯々ァ-ヴーぁ-んA-Za-z0-9＆&・]{2,20}?(?:株式会社|有限会社|㈱|\(株\)|（株）))"
)


def organization(texts: Sequence[str], contact: Person) -> str | None:
    """The customer's company as it stands in the notes, where it is written as one; otherwise ``None``."""
    for note in sorted({note for note, _, _ in contact.mentions}):
        for match in _COMPANY.finditer(texts[note]):
            before = texts[note][max(0, match.start() - 4) : match.start()]
            if not re.search(r"弊社|当社|当方", before):
                return match[0].strip()
    return None


__all__ = [
    "ROWS",
    "SIDES",
    "People",
    "Person",
    "assign_sides",
    "key",
    "organization",
    "shown_name",
    "with_contact",
]
