"""Whom the notes call the contact in so many words: 窓口の蓼沼様, 後任の古賀様 or "replaced by Ms Ewart" settle it, whoever was written about more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.engines.offline.people import with_contact
from analyzer.engines.offline.persons import People, Person
from analyzer.engines.orders import order_spans

_REACH = 40
_POLITE = r"(?:様|さん|氏|[一-龯]{0,3}(?:長|任|役|務))*"
_SUCCESSOR_BEFORE = re.compile(
    r"(?P<ja>後任(?:者)?(?P<link>の|は|が|に|として|となる|になる)?)[、:：「]?[^。、\nをとにが]{0,10}$"
    r"|\b(?i:successor(?: is|:|,)?|replaced by|now with|new contact(?: is|:|,)?|in (?:his|her) place:?) ?"
    r"(?:(?:Mr|Ms|Mrs|Dr)\.? )?(?:[A-Z][\w'’-]+ )?$"
)
_SUCCESSOR_BEHIND = re.compile(
    r"[^.\n]{0,18}\b(?:is (?:his|her|the) successor|replaces (?:him|her)|has replaced (?:him|her))\b", re.IGNORECASE
)
# "Handed over to", "took over" and 引き継いだ are left out: on the corpus they as often told of a thing or of our own people.
_ANOTHER_POST = re.compile(
    r"(?<![一-龯ァ-ヴー様])(?:社長|専務|常務|(?:工場|支店|本部|部|課|所|店)長)の後任|(?:弊社|当社|当方|私|小職)[^。、\n]{0,8}後任"
)
_DONE_TO = re.compile(rf"{_POLITE}(?:に(?!な|決)|と(?!な|決|の)|を|が決)|['’]s\b")
"""What says behind a name that the successor is somebody else, who does something to this one (後任として佐伯様にご挨拶)."""
_DENIED = re.compile(rf"(?:新?社長|会長)|{_POLITE}(?:では?な|じゃな|か(?!ら))")
"""What says behind a name that somebody is not it; a new president succeeds the old one, hardly the rep's contact."""
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
    r"前任|前の|以前|元の|旧|これまで|当初|長らく|だった|でした|交代|交替|退職|異動|離任|後任|引き?継|変わ|替わ|代わ|移|弊社|当社|当方の(?!窓口)|研修|施設|新し|新た|なるか|かも|次の"
    r"|ほしい|欲しい|[がで]い?良?い|でしょうか|[?？]|予定|のでは|要望|一本化|銀行|受付|代理店|クレーム|修理|競合|\b(?:former|previous|old|new|wants?|send|bank)\b",
    re.IGNORECASE,
)
"""What says in the same sentence that somebody was the contact or may become it, or that another counter is meant."""


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
    before, behind = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    called = _SUCCESSOR_BEFORE.search(before)
    if called is None:
        return _SUCCESSOR_BEHIND.match(behind) is not None
    if _ANOTHER_POST.search(before) or _DENIED.match(behind):
        return False
    # In 後任の古賀様に挨拶 the one greeted is the successor, in 後任が古賀様に挨拶 somebody else is.
    is_meant = called["ja"] is not None and called["link"] in ("の", None)
    return is_meant or _DONE_TO.match(behind) is None


def _is_contact(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _REACH) : start].rpartition("\n")[2]
    behind = text[end : end + _REACH].partition("\n")[0]
    sentence = re.split("[。.]", before)[-1] + re.split("[。.]", behind)[0]
    called = _CONTACT_BEFORE.search(before) or _CONTACT_BEHIND.match(behind)
    return called is not None and _NOT_NOW.search(sentence) is None and _DENIED.match(behind) is None
