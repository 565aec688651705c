"""Tell apart what a mail says itself, what it quotes, and its signature."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from analyzer.intake.dates import day_in

DEEPEST = 5
"""Mails quoted in mails that are looked into."""
SIGNATURE_LINES, HEADING_LINES = 15, 6
_ORIGINAL = re.compile(
    r"^\s*(?:-{2,}\s*(?:Original(?: (?:Message|Appointment))?|Forwarded message|(?:元の|転送|転送された|転送する|引用)(?:メッセージ|メール))\s*-{2,}"
    r"|(?:転送されたメッセージ|Begin forwarded message)\s*[:：]\s*$)",
    re.IGNORECASE,
)
_FROM = re.compile(r"^\s*\*?(?:From|差出人|送信者|Von)\*?\s*[:：]", re.IGNORECASE)
_SENT = re.compile(r"^\s*\*?(?:Sent|Date|送信日時|日時|日付|Gesendet)\*?\s*[:：]", re.IGNORECASE)
_HEADER = re.compile(
    r"^\s*\*?(?:From|Sent|Date|To|Cc|Subject|差出人|送信者|送信日時|日時|日付|宛先|件名|CC)\*?\s*[:：]", re.IGNORECASE
)
_WROTE = re.compile(r"(?:wrote|schrieb|書きました|のメッセージ|のメール|さんは|様は)?[^。]{0,40}[:：]\s*$")
_DATED = re.compile(r"^(?:On\b|\d{4}|[(（]?\d{1,2}[/月])|\d{4}[年/-]\d{1,2}|<[^<>\s]+@[^<>\s]+>")
_RULE = re.compile(r"(?:[^\w。、「」]|[_ー]){5,}")
_COMPANY = re.compile(r"株式会社|有限会社|合同会社|[(（][株有][)）]|[㈱㈲]|\b(?:Inc|Ltd|LLC|GmbH|Corp|Co)\b")
_SENTENCE = re.compile(
    r"[。!?！？]\s*$|(?:です|ます|ました|ません|こと)\s*$|^\s*(?:・|[-–]\s|\(?\d{1,2}[.)．）、])|^.{61,}"
)
"""What a line of a signature is not: a sentence, or an item of a list."""
_REACH = re.compile(
    r"TEL|電話|FAX|携帯|E-?mail|メール|@|＠|〒|https?:|www\.|\+\d{2}[ \d-]{6}|\d{2,4}-\d{2,4}-\d{3,4}", re.IGNORECASE
)


@dataclass(frozen=True)
class Said:
    """The words of one mail, and the day its quoting line names."""

    text: str
    date: dt.date | None = None


def told_apart(body: str) -> list[Said]:
    """The mail's own words, then those of each mail quoted as a whole, newest first.

    Quotes that the writer answers line by line stay where they are. A signature becomes one line with name, company and title.
    """
    found: list[Said] = []
    lines, heading = body.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""
    for _ in range(DEEPEST):
        own, attribution, quoted = _split(lines)
        words = "\n".join(filter(None, (_without_address(heading), _with_short_signature(own))))
        found.append(Said(words, day_in(heading) if heading else None))
        if not quoted:
            return found
        lines, heading = quoted, attribution
    return found


def _split(lines: list[str]) -> tuple[list[str], str, list[str]]:
    """Own lines, the line that names whom the rest quotes, and the quoted lines."""
    for number, line in enumerate(lines):
        named = bool(_ORIGINAL.match(line))
        if named or (_HEADER.match(line) and _is_heading(lines[number : number + HEADING_LINES])):
            rest = lines[number + named :]
            first = next((at for at, one in enumerate(rest) if one.strip()), 0)
            end = next((at for at in range(first, len(rest)) if not _HEADER.match(rest[at])), len(rest))
            said = " ".join(one.strip() for one in rest[:end] if _FROM.match(one) or _SENT.match(one))
            own = dropwhile(lambda one: not one.strip() or _RULE.fullmatch(one.strip()), reversed(lines[:number]))
            return list(own)[::-1], said, rest[end:]
    return _split_marked(lines)


def _is_heading(lines: list[str]) -> bool:
    """Whether the lines begin with a mail's header lines: who and when, in any order."""
    headers = list(takewhile(_HEADER.match, lines))
    return any(map(_FROM.match, headers)) and any(map(_SENT.match, headers))


def _split_marked(lines: list[str]) -> tuple[list[str], str, list[str]]:
    """The same by ``>``: one block of marked lines with own words only before it, or only after it."""
    marked = [number for number, line in enumerate(lines) if line.lstrip().startswith((">", "＞"))]
    if not marked:
        return lines, "", []
    first, last = marked[0], marked[-1]
    between = any(lines[number].strip() for number in range(first, last) if number not in set(marked))
    before, attribution = _attributed(lines[:first])
    after = lines[last + 1 :]
    said_before, said_after = (any(line.strip() for line in part) for part in (before, _own_part(after)[0]))
    if between or (said_before and said_after):
        return lines, "", []
    return [*before, *after], attribution, [re.sub(r"^\s*[>＞]\s?", "", line) for line in lines[first : last + 1]]


def _attributed(lines: list[str]) -> tuple[list[str], str]:
    """The lines without the one or two at their end that say who wrote what follows."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    for count in (1, 2):
        named = " ".join(line.strip() for line in lines[max(0, end - count) : end])
        if named and len(named) < 300 and _WROTE.search(named) and _DATED.search(named):
            return lines[: max(0, end - count)], named
    return lines, ""


def _own_part(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines before the signature, and the signature: what follows ``-- ``, or a rule and names no sentence could be part of.

    Minutes have rules and telephone numbers too: where there is a sentence or a list behind the rule, everything stays.
    """
    words = [number for number, line in enumerate(lines) if line.strip()]
    for number in words[-SIGNATURE_LINES - 1 : -1]:
        line, rest = lines[number], [one for one in lines[number + 1 :] if one.strip()]
        ruled = line.strip() == "--" or _RULE.fullmatch(line.strip())
        if line == "-- ":
            return lines[:number], rest
        if ruled and any(map(_REACH.search, rest)) and not any(map(_SENTENCE.search, rest)):
            return lines[:number], rest
    return _bare_signature(lines)


def _bare_signature(lines: list[str]) -> tuple[list[str], list[str]]:
    """The same for a signature without a rule: a last paragraph of a company's name and how to reach it."""
    end = next((at + 1 for at in range(len(lines) - 1, -1, -1) if lines[at].strip()), 0)
    start = next((at + 1 for at in range(end - 1, -1, -1) if not lines[at].strip()), 0)
    block = lines[start:end]
    whole = "\n".join(block)
    if not 2 <= len(block) <= SIGNATURE_LINES or any(map(_SENTENCE.search, block)) or _REACH.search(block[0]):
        return lines, []
    return (lines[:start], block) if _COMPANY.search(whole) and _REACH.search(whole) else (lines, [])


def _with_short_signature(lines: list[str]) -> str:
    """The own lines, then the signature's name, company and title in a line; a sentence below a signature stays."""
    own, signature = _own_part(lines)
    words = [one for one in signature if not _RULE.fullmatch(one.strip())]
    names = takewhile(lambda one: not _REACH.search(one), (one for one in words if not _SENTENCE.search(one)))
    sentences = [one for one in words if _SENTENCE.search(one)]
    return "\n".join([*own, " ".join(" ".join(names).split())[:120], *sentences]).strip("\n")


def _without_address(heading: str) -> str:
    return re.sub(r"\s*[<\[](?:mailto:)?[^<>\[\]\s]+@[^<>\[\]\s]+[>\]]", "", heading).strip()
