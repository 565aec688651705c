"""Who the customer is, guessed from the head of a note: only to fill a field that the rep can change."""

from __future__ import annotations

import re

from analyzer.case import Case
from analyzer.reading import Reading

_LONGEST = 40
_DATE = re.compile(r"^[\d/.\-年月日()()火水木金土曜:：\s時分頃〜~]+$")
_OF_NO_COMPANY = re.compile(
    r"^(訪問|往訪|来訪|来社|面談|打ち?合わ?せ|会議|商談|電話|架電|オンライン|Web会議|Zoom|Teams|メール|日報|議事録|メモ|通話|録音|携帯|会議室|お客様|先方|件名|出席|参加|同席)"
    r"|(部|課|室|係|本部|支店|営業所|工場|センター|部長|課長|社長|次長|係長|主任|様|さん|氏|時|分|回目)[・、,]?$|(様|さん|氏)[(（]"
    r"|^(call|video call|online|phone|meeting|visit|minutes?|notes?)\b|\d+ ?(min|minutes|hours?)$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(visit(ed)? (to|at)|meeting (with|at)|call with|met( with)?|at|with)\s+", re.IGNORECASE)
_ENDS = re.compile(r"^[\s()()\[\]【】・■●◆○#*]+|[\s()()\[\]【】・]+$")
_JOINED = re.compile(r"^(?:.*[でにとへ])?(.+?)の$")
"""「展示会でヒノデ工業の」: the company between the particles."""
_MONTH = re.compile(
    r"^\d{1,2}(st|nd|rd|th)? \w+( \d{4})?$|^\w+ \d{1,2}(st|nd|rd|th)?,?( \d{4})?$|^\d{4}$", re.IGNORECASE
)


def customer_of(case: Case, reading: Reading) -> str:
    """The customer's company: as the case or the reading has it, else what stands before the contact in a note's head line."""
    if case.customer:
        return case.customer
    contact = reading.contact
    if contact is None:
        return ""
    if contact.organization:
        return contact.organization
    note = case.notes[contact.quote.note].text if contact.quote.note < len(case.notes) else ""
    line_start = note.rfind("\n", 0, contact.quote.start) + 1
    head = note[line_start : contact.quote.start]
    if note[:line_start].strip() or len(head) > 2 * _LONGEST or re.search(r"[。!?「」]|[.!?] ", head):
        return ""  # running text: the words before a name are no company
    return _company(head)


def _company(head: str) -> str:
    wide = not head.isascii() and bool(re.search(r"[ぁ-んァ-ヶ一-龠]", head))
    # In English the last part is a first name, or nothing.
    parts = re.split(r"[\s　、,/／|｜]+", head) if wide else re.split(r"\s*[–—,|:]\s*|\s+-\s+", head)[-2::-1]
    for part in (_ENDS.sub("", one) for one in parts):
        name = _JOINED.sub(r"\1", _LEADING.sub("", part))
        if 2 <= len(name) <= _LONGEST and not (_DATE.match(name) or _MONTH.match(name) or _OF_NO_COMPANY.search(name)):
            return name
    return ""
