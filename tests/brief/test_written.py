"""The brief as text: read back, kept in step with a new draft."""

from __future__ import annotations

import io

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from analyzer.analysis import analyze
from analyzer.brief.documents import fill, to_docx, to_markdown, to_text
from analyzer.brief.draft import Brief
from analyzer.brief.written import file_stem, in_step, read_written, seconds_to_read
from analyzer.page.samples import sample
from analyzer.words import Language


def draft(language: Language = "ja") -> Brief:
    """The brief of the sample with an accepted introduction."""
    brief = analyze(sample("introduction", language), "offline", language=language).brief
    assert brief is not None
    return brief


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_draft_as_text_makes_the_same_documents(language: Language) -> None:
    """Word and Markdown are the same from the draft and from its text."""
    brief = fill(draft(language), {"date": "12/3 14:00", "place": "3F"})
    again = read_written(to_text(brief))
    assert to_markdown(again) == to_markdown(brief)
    words = [[one.text for one in Document(io.BytesIO(to_docx(made))).paragraphs] for made in (again, brief)]
    assert words[0] == words[1]


@given(st.lists(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=30), max_size=12))
def test_no_words_are_lost_whatever_is_typed(lines: list[str]) -> None:
    """Every line's words are in the documents, apart from the marks of headings and lists."""
    found = read_written("\n".join(lines))
    kept = "".join([found.title, *(part.heading + "".join(part.lines) for part in found.parts)])
    for line in "\n".join(lines).splitlines():
        for char in line:
            if char.isalpha():
                assert char in kept


def test_text_without_headings_is_kept() -> None:
    """A brief typed as prose is a title and lines."""
    found = read_written("\n相談\n来週、同行をお願いします。\n1. 名刺交換\n")
    assert found.title == "相談"
    assert found.parts[0].lines == ("来週、同行をお願いします。", "1. 名刺交換")


def test_the_reps_own_lines_stay_and_the_others_follow() -> None:
    """After a blank is filled the draft's lines follow, the rep's sentences stay."""
    before = "お願い\n\n■ 目的\n・上司の方から日程が出ること。\n\n■ 進行\n・進行は私が務めます。\n"
    now = "お願い\n\n■ 日時・場所\n・12/3\n\n■ 目的\n・佐伯部長から日程が出ること。\n\n■ 進行\n・進行は私が務めます。\n"
    own = before.replace("から日程が出ること", "に一言いただくこと") + "・足した行\n"
    merged = in_step(before, now, own)
    assert merged == now.replace("佐伯部長から日程が出ること", "上司の方に一言いただくこと") + "・足した行\n"


LINES = st.lists(st.sampled_from(["ア", "イ", "ウ", "エ", ""]), max_size=8).map(lambda lines: "\n".join(lines) + "\n")


@given(LINES, LINES)
def test_without_own_words_the_text_is_the_draft(before: str, now: str) -> None:
    """A text nobody touched is the new draft; where the draft did not change, the text stays as it is."""
    assert in_step(before, now, before) == now
    assert in_step(before, before, now) == now


@given(LINES, LINES, st.text("abcd", min_size=5, max_size=9))
def test_a_line_of_ones_own_is_never_lost(before: str, now: str, own: str) -> None:
    """Whatever becomes of the draft, what the rep added stays."""
    assert own in in_step(before, now, before + own + "\n").splitlines()


def test_reading_time_counts_letters_or_words() -> None:
    """600 letters of Japanese and 220 words of English are a minute; nothing takes no time."""
    assert seconds_to_read("あ" * 600) == 60
    assert seconds_to_read("word " * 220) == 60
    assert seconds_to_read("") == 0


def test_a_title_becomes_a_file_name() -> None:
    """Slashes, quotes and control characters are no part of a file's name; without a title there is one all the same."""
    assert file_stem('お願い/（白石様）: "A"\n', "ja") == "お願い （白石様） A"
    assert file_stem("...", "en") == "brief"
