"""Whom the notes call the contact in so many words: 窓口の蓼沼様, 後任の古賀様 or "replaced by Ms Ewart" settle it, whoever was written about more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.engines.offline.people import with_contact
from analyzer.engines.offline.persons import People, Person
from analyzer.engines.orders import order_spans

_REACH = 40
_SUCCESSOR_BEFORE = re.compile(
    r"後任(?:者)?(?:の|は|が|に|として|となる|になる)?[、:：「]?[^。、\n]{0,10}$"
    r"|\b(?:successor(?: is|:|,)?|replaced by|now with|new contact(?: is|:|,)?|in (?:his|her) place:?)[^.\n]{0,18}$",
    re.IGNORECASE,
)
_SUCCESSOR_BEHIND = re.compile(
    r"^[^.\n]{0,18}\b(?:is (?:his|her|the) successor|replaces (?:him|her)|has replaced|steps in|stepped in)\b",
    re.IGNORECASE,
)
# "Handed over to", "took over" and 引き継いだ are left out: on the corpus they as often told of a thing or of our own people.
_CONTACT_BEFORE = re.compile(
    r"(?:^|[、。・\s　(（【「:：が])(?:(?:本件|今回|いつも|日頃|先方)の|引き続き)?窓口(?:の|は|:|：|は引き続き)[\s　]?$"
    r"|(?:^|[\s,;:(])(?:our|my) (?:(?:main|usual|regular|day-to-day) )?(?:point of )?contact(?: there| here)?(?: is|,|:)? ?"
    r"(?:(?:Mr|Ms|Mrs|Dr)\.? )?(?:[A-Z][\w'’-]+ )?$",
    re.IGNORECASE,
)
_CONTACT_BEHIND = re.compile(
    r"^(?:様|さん|氏)?[\s　]?(?:[一-龯ァ-ヴー]{0,8}?(?:長|任|役|員|リーダー|マネージャー))?(?:様|さん|氏)?[\s　]?"
    r"[(（](?:[^()（）\n]{0,16}[、・/／\s])?(?:(?:ふだんの|当方の|本件の?|いつもの)?窓口|日頃のご?連絡先)[)）]"
    r"|^(?:様|さん|氏)?(?:が|は)(?:(?:今回|本件)の|引き続き)?窓口(?:。|です|で、|とのこと|$)"
    r"|^,? ?\(?(?:[^().\n]{0,30}, )?(?:our|my|the) (?:(?:main|usual|regular|day-to-day) )?(?:point of )?contact\)",
    re.IGNORECASE,
)
_NOT_NOW = re.compile(
    r"前任|前の|以前|元の|旧|これまで|当初|長らく|弊社|当社|当方の(?!窓口)|研修|施設|新し|新た|なるか|かも|次の|変わ|替わ|代わ|移|\b(?:former|previous|old|new)\b",
    re.IGNORECASE,
)
"""What says in the same sentence that somebody was the contact, or may become it."""


def with_told_contact(who: People, texts: Sequence[str]) -> People:
    """The people with the one of the customer's who is last called the contact, or their successor, as the contact; the same where nobody is."""
    told = [(place, person) for person in who.persons if _may_be(person) for place in _places(person, texts)]
    if not told:
        return who
    chosen = max(told, key=lambda one: one[0])[1]
    return with_contact(who.persons, [float(person is chosen) for person in who.persons])


def _may_be(person: Person) -> bool:
    return person.side in ("contact", "theirs") and not person.is_own


def _places(person: Person, texts: Sequence[str]) -> list[tuple[int, int]]:
    """Where a person is called the contact or a successor, as (note, start), outside of lines that give orders."""
    last = len(texts) - 1
    return [
        (note, start)
        for note, start, end in person.mentions
        if not any(begin <= start < stop for begin, stop in order_spans(texts[note]))
        # Of several notes the first tells of nobody's going yet, and only the last says who the contact is now.
        and (
            ((note or not last) and _is_successor(texts[note], start, end))
            or (note == last and _is_contact(texts[note], start, end))
        )
    ]


def _is_successor(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _REACH) : start]
    return bool(_SUCCESSOR_BEFORE.search(before) or _SUCCESSOR_BEHIND.match(text[end : end + _REACH]))


def _is_contact(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _REACH) : start].rpartition("\n")[2]
    behind = text[end : end + _REACH].partition("\n")[0]
    sentence = re.split("[。.]", before)[-1] + re.split("[。.]", behind)[0]
    called = _CONTACT_BEFORE.search(before) or _CONTACT_BEHIND.match(behind)
    return called is not None and _NOT_NOW.search(sentence) is None
