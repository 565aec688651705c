"""Saved mails: subject and names, the words, an earlier mail quoted below as an earlier note, attachments by name."""

from __future__ import annotations

import codecs
import datetime as dt
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime

from analyzer.case import Note
from analyzer.intake.encoding import decode, decode_iso2022jp
from analyzer.intake.errors import damaged, no_text
from analyzer.intake.limits import Limits
from analyzer.intake.mail_parts import told_apart
from analyzer.intake.markup import text_of_html
from analyzer.intake.text import has_words, in_time_order, note_of

MOST_PARTS = 200
_KNOWN = ("From", "To", "Subject", "Date", "Received", "Message-ID", "MIME-Version")
_SHIFT_JIS = frozenset(("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms_kanji"))


def read(data: bytes, name: str, limits: Limits) -> list[Note]:
    """The notes in an .eml file, oldest first: the mail, and before it those it quotes as a whole.

    Raises:
        IntakeError: it is no mail, or has no words, or too many.
    """
    message = message_from_bytes(data.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n"), policy=policy.compat32)
    if not any(header in message for header in _KNOWN):
        raise damaged(name, ".eml")
    leaves = list(_leaves(message))
    plain = [_text(part) for part in leaves if part.get_content_type() == "text/plain" and not _file_name(part)]
    rich = [_text(part) for part in leaves if part.get_content_type() == "text/html" and not _file_name(part)]
    body = "\n".join(filter(has_words, plain)) or "\n".join(text_of_html(one) for one in rich)
    limits.check_length(body, name)
    own, *earlier = told_apart(body)
    attached = [_file_name(part) for part in leaves if _file_name(part)]
    notes = [note_of(one.text, name, limits, sent=one.date) for one in reversed(earlier) if has_words(one.text)]
    if has_words(own.text) or attached or not notes:
        if not (has_words(own.text) or attached or has_words(_header(message, "Subject"))):
            raise no_text(name)
        notes.append(note_of(_with_heading(message, own.text, attached), name, limits, sent=_sent(message)))
    return in_time_order(notes)


def _leaves(message: Message, depth: int = 0) -> Iterator[Message]:
    """The parts that hold something; an attached mail is an attachment and is not opened."""
    if message.is_multipart() and message.get_content_type() != "message/rfc822" and depth < 20:
        parts = message.get_payload()
        for part in parts[:MOST_PARTS] if isinstance(parts, list) else ():
            if isinstance(part, Message):
                yield from _leaves(part, depth + 1)
    else:
        yield message


def _with_heading(message: Message, words: str, attached: list[str]) -> str:
    """The mail's words between the header lines that say who writes to whom about what, and the attachments' names."""
    heading = [("件名", _header(message, "Subject")), ("From", _names(message, "From")), ("To", _names(message, "To"))]
    lines = [f"{label}: {value}" for label, value in heading if value]
    if not re.search("[ぁ-んァ-ヶ一-龯]", words + "".join(lines).removeprefix("件名")):
        lines = [line.replace("件名:", "Subject:", 1) for line in lines]
    files = [f"(添付: {'、'.join(attached)})"] if attached else []
    return "\n".join([*lines, "", words.strip("\n"), *files]).strip("\n")


def _names(message: Message, header: str) -> str:
    pairs = getaddresses([_header(message, header)[:2_000]])
    return "、".join(shown or address for shown, address in pairs[:10] if shown or address)


def _sent(message: Message) -> dt.date | None:
    try:
        return parsedate_to_datetime(_header(message, "Date")).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _header(message: Message, header: str) -> str:
    """A header's words in one line; raw bytes and encoded words of any kind."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == header.lower()), "")
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError, IndexError):
        return _one_line(raw)
    words = (piece if isinstance(piece, str) else _decoded(piece, charset or "") for piece, charset in pieces)
    return _one_line("".join(words))


def _one_line(words: str) -> str:
    raw = words.encode("utf-8", "surrogateescape")
    return " ".join((decode(raw) or raw.decode("utf-8", "replace")).split())


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    charset = part.get_param("charset") or ""
    return _decoded(payload, charset if isinstance(charset, str) else str(charset[-1]))


def _decoded(data: bytes, charset: str) -> str:
    """Bytes in the encoding they say, strictly; where that is not true, the encoding that they show."""
    name = charset.strip("'\" ").lower()
    if name.startswith("iso-2022-jp"):
        text = decode_iso2022jp(data)
        if text is not None:
            return text
    else:
        try:
            return data.decode("cp932" if name in _SHIFT_JIS else name or "ascii")
        except (LookupError, ValueError):
            pass
    return decode(data) or data.decode("utf-8", "replace")


def _file_name(part: Message) -> str:
    """The name of an attachment, or empty for a part that is the mail itself."""
    given = part.get_filename()
    if given:
        try:
            pieces = decode_header(given)
        except (HeaderParseError, ValueError, IndexError):
            return _one_line(given)
        return _one_line("".join(one if isinstance(one, str) else _decoded(one, kind or "") for one, kind in pieces))
    if part.get_content_type() == "message/rfc822":
        return "message.eml"
    return "?" if part.get_content_disposition() == "attachment" else ""
