"""Which of the named persons is the contact: weighed from what stands around the names and from where the notes' evidence lies."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.engines.offline.features import JUDGED, NOBODY
from analyzer.engines.offline.linear import Floats, probabilities
from analyzer.engines.offline.passing import LOOKED_IN
from analyzer.engines.offline.people import with_contact
from analyzer.engines.offline.persons import SIDES, People, Person, numbers_of
from analyzer.engines.offline.segments import Segment

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class ContactModel:
    """Who the contact is: a weighing of ``evidence_about``, and of ``evidence_of_anyone`` for whether there is one at all."""

    weights: Floats
    anyone_weights: Floats
    anyone_bias: float

    def settled(
        self, who: People, segments: Sequence[Segment], judged: Floats, talk: float, *, anyone_from: float = 0.0
    ) -> People:
        """The people with the contact settled by what the segments show.

        ``judged``: segments x ``JUDGED`` log-odds; ``talk``: those that the contact speaks (``talk.contact_speaks``); ``anyone_from``: those from which
        there is a contact.
        """
        if not who.persons:
            return who
        scores = _visitors_last(evidence_about(who, segments, judged, talk) @ self.weights, who.persons)
        anyone = evidence_of_anyone(who, judged, int(scores.argmax()), talk) @ self.anyone_weights + self.anyone_bias
        return with_contact(who.persons, scores.tolist(), anyone=bool(anyone > anyone_from))


def _visitors_last(scores: Floats, persons: Sequence[Person]) -> Floats:
    """The scores, those who only looked in behind everybody else where somebody else is the customer's."""
    visitors = np.array([LOOKED_IN in person.features for person in persons])
    others = np.array([person.side in ("contact", "theirs") and not person.is_own for person in persons]) & ~visitors
    return np.where(visitors, scores.min() - 1, scores) if others.any() else scores


def evidence_about(who: People, segments: Sequence[Segment], judged: Floats, talk: float) -> Floats:
    """What the segments show about who the contact is: a row of numbers a person.

    The notes' evidence (``judged``: segments x ``JUDGED`` log-odds) is mostly about the contact: how much of it stands where a person is named
    or speaks is weighed together with what the surroundings of the name say, and with whether it is the contact who speaks (``talk``: log-odds).
    """
    likely = probabilities(judged[:, :9])
    said = [person.speaking_in(segments) for person in who.persons]
    places = [[*person.mentions, *person.called] for person in who.persons]
    stands = numbers_of(places, segments)
    subjects = _subjects_of(said, places, stands, len(segments))
    weight, introduction = likely[:, :6].sum(axis=1), likely[:, 6:].sum(axis=1)
    last = np.array([piece.note == segments[-1].note for piece in segments])
    named = np.zeros((len(who.persons), len(segments)), bool)
    for row, numbers, at in zip(named, said, stands, strict=True):
        row[[*numbers, *(number for number in at if number is not None)]] = True
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
    named_first = named[:, :2].any(axis=1)
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
        *_shares_of(subjects, likely, len(who.persons)),
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
        *_talking(who.persons, said, named, segments, talk),
        [float(weight[sorted(numbers)].sum()) / total for numbers in said],
        *([person.side == side for person in who.persons] for side in ("ours", "nobody", "theirs", "contact")),
        *_ranked(who.persons),
    ]
    return np.array(columns, dtype=np.float32).T


CLEAR_LEAD = 15.0
"""A lead in rank over the others counts up to this."""


def _ranked(persons: Sequence[Person]) -> list[Floats]:
    """Columns about how far each person is before the others by what stands around the names."""
    ranks = np.array([person.rank for person in persons])
    able = np.where([person.is_own for person in persons], -np.inf, ranks)
    highest, next_best = np.sort([-np.inf, *able])[:-3:-1]
    first = able == highest
    lead = np.clip(ranks - np.where(first, next_best, highest), -CLEAR_LEAD, CLEAR_LEAD)
    shares = np.exp(ranks - ranks.max())
    return [ranks, first, lead, np.log(shares / shares.sum() + 1e-3)]


SURE_TALK = 6.0
"""Log-odds of who speaks count up to this."""
STRANGER_IS_OURS = 0.6
"""How likely a speaker is one of ours who is none of the named persons (自分, me)."""


def _sure(talk: float) -> float:
    return max(-SURE_TALK, min(SURE_TALK, talk))


def _talking(
    persons: Sequence[Person], said: Sequence[set[int]], named: Mask, segments: Sequence[Segment], talk: float
) -> list[Floats]:
    """Columns about who speaks: whether a person does where the contact does or does not, and how likely those are ours who speak of them.

    ``said`` holds the numbers of the segments that each person says, ``named`` (persons x segments) also those that name them.
    """
    spoken = np.array([bool(piece.speaker) for piece in segments])
    if not spoken.any():
        zeros = np.zeros(len(persons), np.float32)
        return [zeros, zeros, zeros, np.full(len(persons), 0.5, np.float32)]
    ours = np.full(len(segments), STRANGER_IS_OURS)
    for person, numbers in zip(persons, said, strict=True):
        ours[sorted(numbers)] = person.chances[SIDES.index("ours")]
    told = named & spoken
    for row, numbers in zip(told, said, strict=True):
        row[sorted(numbers)] = False
    speaks = np.array([bool(numbers) for numbers in said])
    sure = _sure(talk)
    return [
        speaks * sure,
        speaks & (sure > 0),
        speaks & (sure < 0),
        np.array([ours[row].mean() if row.any() else 0.5 for row in told]),
    ]


_COUNTED = ((0, 1), (2, 3), (4, 5), (6,), (7,), (8,), (0,), (1,), (2,), (3,))
"""The columns of ``CODES`` whose evidence is counted together by whose sentences it stands in."""


def _subjects_of(
    said: Sequence[set[int]],
    places: Sequence[Sequence[tuple[int, int, int]]],
    stands: Sequence[Sequence[int | None]],
    count: int,
) -> list[int]:
    """Whose each of ``count`` segments is, by their number: the speaker's, or else that of whoever is named first in it; the count of persons where nobody is.

    For each person: the segments they say, and where they are named, as places (note, start, end) and as numbers of segments.
    """
    begins = [math.inf] * count
    subjects = [len(said)] * count
    for who, numbers in enumerate(said):
        named = ((number, start) for number, (_, start, _) in zip(stands[who], places[who], strict=True))
        for number, start in (*named, *((one, -1) for one in numbers)):
            if number is not None and start < begins[number]:
                begins[number], subjects[number] = start, who
    return subjects


def _shares_of(subjects: Sequence[int], likely: NDArray[np.floating], count: int) -> list[NDArray[np.floating]]:
    """Which share of each evidence lies in whose segments, a column for each of ``_COUNTED``."""
    counted = [sum((likely[:, code] for code in rest), likely[:, first]) for first, *rest in _COUNTED]
    weights = np.array(counted).reshape(len(_COUNTED), len(likely))
    # All are counted at once, each in bins of its own.
    bins = np.array(subjects, np.int64) + (count + 1) * np.arange(len(weights))[:, None]
    found = np.bincount(bins.ravel(), weights.ravel(), len(weights) * (count + 1)).reshape(len(weights), count + 1)
    return list(found[:, :count] / np.maximum(1e-6, weights.sum(axis=1).astype(np.float64))[:, None])


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
    here = named & theirs[:, None]
    first, anybody = here.argmax(axis=0).tolist(), here.any(axis=0).tolist()
    about, note = None, -1
    for number, piece in enumerate(segments):
        about = first[number] if anybody[number] else about if piece.note == note else None
        note = piece.note
        if about is not None:
            topics[about, number] = True
    return topics


_NOBODY = JUDGED.index(NOBODY)
ANYONE_FROM = -1.0
"""Log-odds from which there is a contact: leaving out the person the rep met is the worse error, as after a mere exchange of cards. Learning goes by 0."""


def evidence_of_anyone(who: People, judged: Floats, best: int, talk: float) -> Floats:
    """What says whether there is a contact at all.

    That is: on which side the best-scored person is, whether they speak where it is not the contact who does (``talk``), how much evidence the
    notes hold, and whether their words (``NOBODY``) are those of a sales meeting.
    """
    weight = probabilities(judged[:, :9]).sum(axis=1)
    chances = np.array([person.chances for person in who.persons])
    contact, theirs, ours = chances[best, [SIDES.index(side) for side in ("contact", "theirs", "ours")]]
    return np.array(
        [
            math.log((contact + 1e-4) / (1.0001 - contact)),
            math.log((contact + theirs + 1e-3) / (ours + 1e-3)),
            math.log(chances[:, :2].sum(axis=1).max() + 1e-3),
            math.log(weight.sum() + 1e-3),
            math.log(weight.max() + 1e-3),
            math.log(len(judged)),
            ("speaks" in who.persons[best].features) * _sure(talk),
            judged[:, _NOBODY].mean(),
            judged[:, _NOBODY].max(),
        ],
        dtype=np.float32,
    )
