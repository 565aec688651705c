"""The same words in every form: the same note, the same reading, quotes in the right place."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from analyzer.analysis import Analysis, analyze
from analyzer.case import Case
from analyzer.intake import in_time_order, read_bytes
from tests.intake import making
from tests.intake.making import LINES, TALK

TEXT = "\n".join(LINES)
NOTES = {
    **{
        f"{encoding}.txt": TEXT.encode(encoding)
        for encoding in ("utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16", "utf-16-le")
    },
    "iso-2022-jp.txt": making.jis(TEXT),
    "windows.md": TEXT.replace("\n", "\r\n").encode("cp932"),
    "minutes.docx": making.docx(),
    "minutes.pdf": making.pdf(furniture="社外秘"),
    "columns.pdf": making.pdf([LINES * 2], columns=2),
    "mail.eml": making.eml(),
    "cp932.csv": making.table(),
    "marked.csv": making.table(encoding="utf-8-sig"),
    "tabs.tsv": making.table(encoding="utf-8").replace(b",", b"\t", 2),
    "export.xlsx": making.xlsx(),
}
TALKS = {
    "zoom.vtt": making.vtt(),
    "cp932.srt": making.srt(),
    "clock.txt": making.clocked(),
    "named.txt": making.named(),
    "meet.txt": "\n".join(f"{who}: {words}" for who, words in TALK).encode(),
    "pasted-vtt.txt": making.vtt(),
    "pasted-srt.md": making.srt(),
    "teams.docx": making.docx(making.clocked().decode().split("\n")),
}
TALK_TEXT = "山本: {}\n中村: {}{}\n山本: {}\n中村: {}".format(*(words for _, words in TALK))


@cache
def read(name: str) -> Analysis:
    """The offline analysis of a file, or of the plain words where no file has the name."""
    data = {**NOTES, **TALKS}.get(name)
    if data is None:
        return analyze(name, "offline")
    return analyze(Case.of_notes(*in_time_order(read_bytes(data, name))), "offline")


def seen(analysis: Analysis) -> tuple[object, ...]:
    """What the words show: contact, values, quadrant, and the words quoted."""
    quoted = {aspect: [quote.text for quote in finding.quotes] for aspect, finding in analysis.findings.items()}
    values = {aspect: finding.value for aspect, finding in analysis.findings.items()}
    return analysis.contact and analysis.contact.name, values, analysis.quadrant, quoted


@pytest.mark.parametrize("name", [*NOTES, *TALKS])
def test_the_same_words_give_the_same_reading(name: str) -> None:
    """In whatever form the words come, contact, findings and quoted words are the same, and each quote stands where it says."""
    analysis = read(name)
    plain = TEXT * 1 if name in NOTES else TALK_TEXT
    if name == "columns.pdf":
        plain = "\n".join(LINES * 2)
    assert seen(analysis) == seen(read(plain))
    assert any(finding.quotes for finding in analysis.findings.values())
    for finding in analysis.findings.values():
        for quote in finding.quotes:
            assert analysis.notes[quote.note].text[quote.start : quote.end] == quote.text


@pytest.mark.parametrize("name", NOTES)
def test_every_form_keeps_the_words(name: str) -> None:
    """Every line of the note is in what was read, from its file the date too."""
    (note,) = read_bytes(NOTES[name], name)
    assert [line for line in LINES if line not in note.text.split("\n")] == []
    assert (note.source, note.date) == (name, dt.date(2025, 9, 18))


@pytest.mark.parametrize("name", TALKS)
def test_every_transcript_becomes_a_line_a_turn(name: str) -> None:
    """Speakers are kept, the cues of one speaker joined, times and cue numbers gone."""
    (note,) = read_bytes(TALKS[name], name)
    assert note.text == TALK_TEXT
