"""Who is who in the notes: every named person and their side, and which of them is the contact.

Whose side a person is on is decided by a small learned model over what stands around the name; the rep's profile and the note's own
attendee list, where there is one, settle it beforehand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from analyzer.engines.offline.hashing import feature_rows
from analyzer.engines.offline.latin import in_latin
from analyzer.engines.offline.linear import Floats, LinearModel
from analyzer.engines.offline.names import bare, key
from analyzer.engines.offline.persons import AMONG, SIDES, People, Person
from analyzer.engines.offline.surroundings import STATED

ROWS = 1 << 22


def assign_sides(persons: Sequence[Person], model: LinearModel, own_names: Iterable[str] = ()) -> People:
    """Give each person a side; the likeliest contact becomes the contact, until what the notes show of them is known."""
    if not persons:
        return People((), None)
    own = {key(bare(name)) for name in own_names if name.strip()}
    scores = model.scores(feature_rows([person.features for person in persons], ROWS))
    sides = scores[:, [model.classes.index(side) for side in SIDES]]
    chance = np.exp(sides - sides.max(axis=1, keepdims=True))
    chance /= chance.sum(axis=1, keepdims=True)
    at = {side: number for number, side in enumerate(SIDES)}
    for person, row, rank in zip(persons, chance, scores[:, model.classes.index(AMONG)], strict=True):
        person.rank = float(rank)
        by_profile = any(name and (name in key(person.name) or key(person.name) in name) for name in own)
        person.is_own = by_profile or person.listed == "ours"
        # What the profile or the note's own list says outweighs the words around a name.
        known = "ours" if person.is_own else person.listed
        told = _told(row, at, known) if known else row
        person.contact_score = float(told[at["contact"]])
        person.chances = tuple(told.tolist())
        likeliest = SIDES[int(told.argmax())]
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


def shown_name(person: Person, texts: Sequence[str]) -> tuple[str, tuple[int, int, int]]:
    """The name as one would say it (the family name of a full name in Latin letters) and the first place it stands."""
    name = _family_name(person.name) if in_latin(person.name) else person.name
    for note, start, end in person.mentions:
        at = texts[note].find(name, start, end)
        if at >= 0:
            return name, (note, at, at + len(name))
    note, start, end = person.mentions[0]
    return texts[note][start:end], (note, start, end)


_FAMILY_FIRST = frozenset(
    "Bui Chan Chen Cheng Cheung Choi Chong Chow Chua Dang Fong Goh Guo Hoang Hu Huang Koh Kwok Lam Lau Leung Li Lim Liu Ng Nguyen Ong Pham Phan Quek Tan Tang "
    "Teo Toh Tran Truong Vo Vu Wang Wong Wu Xu Yang Yap Yeo Yip Zhang Zhao Zhou Zhu".split()
)
"""Chinese and Vietnamese family names, which stand before given names of two words (Tan Wei Ling); without those that are given names elsewhere."""


def _family_name(name: str) -> str:
    """The last word, or the first where it is a family name that stands first."""
    words = name.split()
    first, given = words[0], words[1:]
    plain = "".join(char for char in unicodedata.normalize("NFD", first) if not unicodedata.combining(char))
    comes_first = plain in _FAMILY_FIRST and len(given) == 2 and all(word[:1].isupper() for word in given)
    return first if comes_first else words[-1]


_FORM = re.compile(r"株式会社|有限会社|合同会社|㈱|㈲|株\)|株）|法人")
"""What makes a name a company's; every alternative of ``_COMPANY`` has it."""
_COMPANY = re.compile(
    r"(?:(?:株式会社|有限会社|㈱|\(株\)|（株）|㈲|合同会社|学校法人|医療法人|社会福祉法人)\s?[一-龯々ァ-ヴーぁ-んA-Za-z0-9＆&・]{2,20}"
    r"|[一-龯々ァ-ヴーぁ-んA-Za-z0-9＆&・]{2,20}?(?:株式会社|有限会社|㈱|\(株\)|（株）))"
)


def organization(texts: Sequence[str], contact: Person) -> str | None:
    """The customer's company as it stands in the notes, where it is written as one; otherwise ``None``."""
    for note in sorted({note for note, _, _ in contact.mentions}):
        if not _FORM.search(texts[note]):  # the names around it take long to look for
            continue
        for match in _COMPANY.finditer(texts[note]):
            before = texts[note][max(0, match.start() - 4) : match.start()]
            if not re.search(r"弊社|当社|当方", before):
                return match[0].strip()
    return None


__all__ = [
    "AMONG",
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
