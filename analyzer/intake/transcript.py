"""Transcripts as text: ``17:32:36 name`` and ``name  0:03`` lines, and the turns of one speaker joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_CLOCK = r"(?:20\d\d[-/]\d{1,2}[-/]\d{1,2}[ T])?[\[(（]?(?:午前|午後)?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:[ \t]?[AaPp][Mm])?[\])）]?"
_NAME = r"[^\s:：「」『』、。,!?！？\[\]<>0-9][^:：「」『』、。,!?！？\[\]<>\n]{0,30}?"
_HEADER = re.compile(
    rf"^[ \t]*(?:{_CLOCK}[ \t　]+(?:(?:From|開始)[ \t]+)?(?P<after>{_NAME})(?:[ \t]+(?:to|から|宛先)[ \t]+[^:：\n]{{1,40}}?)?"
    rf"|(?P<before>{_NAME})[ \t　]{{1,9}}{_CLOCK})[ \t　]*(?:(?:[:：]|\t)[ \t　]*(?P<words>.*))?$"
)
_BARE_CLOCK = re.compile(r"[\[(（]?\d{1,2}:\d{2}:\d{2}[\])）]?")
_SPOKEN = re.compile(rf"^({_NAME})[ \t　]?[:：][ \t　]*(\S.*)$")
_SYSTEM = re.compile(
    r"が文字起こしを(?:開始|停止)しました|(?:started|stopped) transcription|会議は .{0,20}に終了しました|Meeting ended after"
)
_LABEL = re.compile(
    r"^(?:[0-9・■●◆【]|(?:日時?|日付|場所|会場|議題|件名|目的|参加|出席|先方|当方|弊社|当社|御社|顧客|次回|宿題|課題|懸念|結論|決定|備考|所感|メモ|内容|予算|納期|期限|担当"
    r"|date|time|place|agenda|attendees|subject|from|to|next|note|action|todo|re|cc)\b)",
    re.IGNORECASE,
)
"""What stands before a colon and is nobody who speaks."""
_ENDS_SENTENCE = re.compile(r"[。.!?！？…」』)）]\s*$")
_WIDE = re.compile("[\u2e80-\uffff]")

Turn = tuple[str, str]
"""Who speaks (or empty) and their words."""


def turns_joined(text: str) -> str:
    """The text of a transcript with a line a turn, ``name: words``; any other text as it is.

    A transcript has at least two lines of clock and name, with words in or under them, and a name that comes back or seconds on the clock: a
    day's plan (``10:00 visit``) has neither. Or nearly all its lines are ``name: words``.
    """
    lines = [line for line in text.split("\n") if len(line) > 200 or not _SYSTEM.search(line)]
    headers = {
        number: match for number, line in enumerate(lines) if len(line) < 2_000 and (match := _HEADER.match(line))
    }
    if not _is_transcript(list(headers.values())):
        return _spoken_joined(text)
    head = lines[: min(headers)]
    turns: list[Turn] = []
    for number in range(min(headers), len(lines)):
        if match := headers.get(number):
            turns.append((_name(match), match["words"] or ""))
        elif words := lines[number].strip():
            turns.append((turns[-1][0], words))
    spoken = sum(bool(words.strip()) for _, words in turns)
    if spoken < len(headers) * (0.5 if all(map(_seconds_of, headers.values())) else 0.9):
        return text
    return "\n".join([*head, as_lines(turns)]) if any(line.strip() for line in head) else as_lines(turns)


def _is_transcript(headers: list[re.Match[str]]) -> bool:
    names = [_name(match) for match in headers]
    if all(map(_seconds_of, headers)):
        return len(names) > 1
    return len(set(names)) < len(names) and not any(name.endswith(("様", "さん")) for name in names)


def _spoken_joined(text: str) -> str:
    """The same where turns have no clock, as Meet writes them; only where nearly all lines are turns of at least two who come back."""
    lines = [line for line in text.split("\n") if not _BARE_CLOCK.fullmatch(line.strip()) and not _SYSTEM.search(line)]
    matches = {number: match for number, line in enumerate(lines) if (match := _SPOKEN.match(line[:2_000]))}
    names = Counter(match[1] for match in matches.values())
    first = next((number for number, match in matches.items() if names[match[1]] > 1), len(lines))
    spoken = [line for line in lines[first:] if line.strip()]
    turns = [(match[1].strip(), match[2]) for line in spoken if (match := _SPOKEN.match(line))]
    coming_back = [name for name, count in names.items() if count > 1]
    if len(coming_back) < 2 or len(turns) < max(4, 0.9 * len(spoken)) or any(map(_LABEL.match, names)):
        return text
    words = [turn if (turn := _SPOKEN.match(line)) else line for line in spoken]
    said: list[Turn] = []
    for one in words:
        said.append((said[-1][0] if said else "", one) if isinstance(one, str) else (one[1].strip(), one[2]))
    return "\n".join([*lines[:first], as_lines(said)])


def _seconds_of(match: re.Match[str]) -> str:
    """What of a header's clock follows the minutes: ``:36`` where it counts seconds."""
    clock = re.search(r"\d{1,2}:\d{2}(:\d{2})?", match[0])
    return clock[1] or "" if clock else ""


def _name(match: re.Match[str]) -> str:
    return (match["after"] or match["before"]).strip()


def as_lines(turns: Iterable[Turn]) -> str:
    """A line a turn, following turns of one speaker joined; where nobody is named, a line a sentence."""
    lines: list[list[str]] = []
    for speaker, words in turns:
        plain = words.strip()
        if not plain:
            continue
        if lines and lines[-1][0] == speaker and (speaker or not _ENDS_SENTENCE.search(lines[-1][-1])):
            lines[-1].append(plain)
        else:
            lines.append([speaker, plain])
    return "\n".join(f"{speaker}: {together(pieces)}" if speaker else together(pieces) for speaker, *pieces in lines)


def together(pieces: Iterable[str]) -> str:
    """Pieces of speech in one line: a blank between them, but none between Japanese letters."""
    whole: list[str] = []
    last = ""
    for piece in pieces:
        if last and not (_WIDE.match(last) and _WIDE.match(piece)):
            whole.append(" ")
        whole.append(piece)
        last = piece[-1:]
    return "".join(whole)
