"""No bytes make a reader crash, hang or let anything but one clear sentence out."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analyzer.intake import IntakeError
from analyzer.intake.forms import form_of
from analyzer.intake.limits import limits
from analyzer.intake.readers import read_here
from tests.intake import making

KNOWN = replace(limits(), seconds=5, unpacked=20_000_000)
SEEDS = {
    "text": making.jis("㈱山田 ①\n") + "17:32:36 田中\nはい\n17:33:00 山本\nええ\n".encode(),
    "docx": making.docx(),
    "pdf": making.pdf(),
    "subtitles": making.vtt(),
    "mail": making.eml("はい\n\n2025/7/3 山本:\n> いいえ\n>> 前\n-- \n山田\nTEL 03-1234-5678", attached=["見積.pdf"]),
    "csv": making.table([("顧客", "日付", "コメント", "次回"), ("甲", "7月3日", "一\n二", "R7.7.3")]),
    "xlsx": making.xlsx(),
}
CORPUS = Path(__file__).parent / "corpus"
SLOWEST = 10


def survives(form: str, data: bytes) -> None:
    """Read, and see that it is notes with words or a sentence, soon."""
    began = time.monotonic()
    try:
        cases = read_here(form, data, "a", KNOWN)
        assert all(any(map(str.isalnum, note.text)) for case in cases for note in case.notes)
        assert all(case.model_dump_json() for case in cases)
    except IntakeError as error:
        said = error.words.ja + error.words.en
    else:
        said = ""
    assert "\n" not in said
    assert time.monotonic() - began < SLOWEST


@st.composite
def damaged(draw: st.DrawFn, seed: bytes) -> bytes:
    """A good file with some bytes changed, cut out, or doubled."""
    data = bytearray(seed)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        length = draw(st.integers(0, 64))
        data[at : at + length] = draw(st.one_of(st.binary(max_size=24), st.just(bytes(data[at : at + length]) * 2)))
    return bytes(data)


@pytest.mark.parametrize("form", SEEDS)
def test_any_bytes_are_survived(form: str) -> None:
    """Bytes from anywhere become notes or a sentence."""

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.binary(max_size=300))
    @example(b"")
    def check(data: bytes) -> None:
        survives(form, data)
        survives(form, SEEDS[form][:40] + data)

    check()


@pytest.mark.parametrize("form", SEEDS)
def test_damaged_files_are_survived(form: str) -> None:
    """Good files with damaged bytes become notes or a sentence."""

    @settings(
        max_examples=25 if form in ("docx", "xlsx") else 80, deadline=None, suppress_health_check=list(HealthCheck)
    )
    @given(damaged(SEEDS[form]))
    def check(data: bytes) -> None:
        survives(form, data)

    check()


@pytest.mark.parametrize("part", ["word/document.xml", "xl/worksheets/sheet1.xml"])
def test_damaged_parts_of_packages_are_survived(part: str) -> None:
    """A package that is whole around a damaged part becomes notes or a sentence; damage to the package alone would hide the part."""
    form = "docx" if part.startswith("word") else "xlsx"

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def check(data: st.DataObject) -> None:
        survives(form, making.with_part(SEEDS[form], part, lambda xml: data.draw(damaged(xml))))

    check()


@given(st.text(max_size=20), st.binary(max_size=40))
def test_any_name_has_a_form_or_a_sentence(name: str, data: bytes) -> None:
    """No file name crashes the choice of the reader."""
    try:
        form = form_of(data, name)
    except IntakeError as error:
        form, said = "text", error.words.en
    else:
        said = ""
    assert form in SEEDS
    assert "\n" not in said


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*")), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_was_once_found_stays_mended(path: Path) -> None:
    """Every case that a fuzzer found is survived; the folder names the form."""
    survives(path.parent.name, path.read_bytes())
