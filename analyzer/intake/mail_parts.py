"""Tell apart what a mail says itself, what it quotes, and its signature."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from analyzer.intake.dates import day_in

DEEPEST = 5
"""Mails quoted in mails that are looked into."""
SIGNATURE_LINES = 15
_ORIGINAL = re.compile(
    r"^\s*-{2,}\s*(?:Original Message|Forwarded message|元のメッセージ|転送メッセージ|Original)\s*-{2,}", re.IGNORECASE
)
_FROM = re.compile(r"^\s*\*?(?:From|差出人|送信者|Von)\*?\s*[:：]", re.IGNORECASE)
_SENT = re.compile(r"^\s*\*?(?:Sent|Date|送信日時|日時|日付|Gesendet)\*?\s*[:：]", re.IGNORECASE)
_HEADER = re.compile(
    r"^\s*\*?(?:From|Sent|Date|To|Cc|Subject|差出人|送信者|送信日時|日時|日付|宛先|件名|CC)\*?\s*[:：]", re.IGNORECASE
)
_WROTE = re.compile(r"(?:wrote|schrieb|書きました|のメッセージ|のメール|さんは|様は)?[^。]{0,40}[:：]\s*$")
_DATED = re.compile(r"^(?:On\b|\d{4}|[(（]?\d{1,2}[/月])|\d{4}[年/-]\d{1,2}|<[^<>\s]+@[^<>\s]+>")
_RULE = re.compile(r"[-=_*~━─＝＊☆★◆◇■□●○・+#/※ \t　]{5,}")
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
        if _ORIGINAL.match(line) or (_FROM.match(line) and any(map(_SENT.match, lines[number + 1 : number + 4]))):
            rest = lines[number + bool(_ORIGINAL.match(line)) :]
            headers = next((at for at, one in enumerate(rest) if one.strip() and not _HEADER.match(one)), len(rest))
            named = " ".join(one.strip() for one in rest[:headers] if _FROM.match(one) or _SENT.match(one))
            return lines[:number], named, rest[headers:]
    return _split_marked(lines)


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
    """The lines before the signature, and the signature."""
    for number, line in enumerate(lines):
        if line.rstrip("\n") in ("-- ", "--") or _RULE.fullmatch(line.strip()):
            rest = [one for one in lines[number + 1 :] if one.strip()]
            if len(rest) <= SIGNATURE_LINES and (line.startswith("--") or any(map(_REACH.search, rest))) and rest:
                return lines[:number], rest
    return lines, []


def _with_short_signature(lines: list[str]) -> str:
    own, signature = _own_part(lines)
    kept: list[str] = []
    for line in signature:
        if _REACH.search(line):
            break
        if not _RULE.fullmatch(line.strip()):
            kept.append(" ".join(line.split()))
    return "\n".join([*own, " ".join(kept)[:120]]).strip("\n")


def _without_address(heading: str) -> str:
    return re.sub(r"\s*[<\[](?:mailto:)?[^<>\[\]\s]+@[^<>\[\]\s]+[>\]]", "", heading).strip()
