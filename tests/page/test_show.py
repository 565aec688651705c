"""The page's flows, in AppTest."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.catalogue import load_catalogue
from analyzer.page.samples import SAMPLES
from analyzer.settings import settings
from tests.page.conftest import APP, FOUNDING, UNNAMED_BOSS, analyzed, shown


def test_an_empty_page_explains_itself(page: AppTest) -> None:
    """Before anything is read there are one sentence, the text area, the button, three samples and who reads."""
    assert [area.label for area in page.text_area] == ["議事録・メモ"]
    assert page.button[0].label == "見立てる"
    assert [button.key for button in page.button[1:]] == [f"sample_{name}" for name in SAMPLES]
    assert "議事録を貼ると" in shown(page)
    assert "外には何も送りません" in shown(page)


def test_the_founding_situation_is_read_as_three(founding: AppTest) -> None:
    """Many meetings, well informed, slow, introduction agreed to: ③, the direct boss can be moved, brief one's own manager."""
    words = shown(founding)
    assert "白石様は ③" in words
    assert "この人は直属の上司なら動かせるかもしれない" in words
    assert "裏づけあり" in words
    first = load_catalogue(None).moves["brief_own_manager"].purpose.ja
    assert [first in one.label for one in founding.expander if one.label.startswith("**1**")] == [True]
    assert "同行のお願い" in words


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_one_click_away(name: str, language: str) -> None:
    """A sample's button puts its text into the area and shows the result."""
    page = AppTest.from_file(str(APP), default_timeout=30)
    page.query_params["lang"] = language
    page.run()
    page.button(key=f"sample_{name}").click().run()
    assert not page.exception
    assert page.text_area(key="notes_text").value
    number = {"introduction": "③", "precedent": "①", "new_contact": "④"}[name]
    assert any(f": {number}" in line or f"は {number}" in line for line in shown(page).splitlines())


def test_the_url_chooses_the_language() -> None:
    """``?lang=en`` gives the English page; anything else the Japanese one."""
    page = AppTest.from_file(str(APP), default_timeout=30)
    page.query_params["lang"] = "en"
    page.run()
    assert page.text_area[0].label == "Meeting notes"
    assert page.button[0].label == "Analyze"
    other = AppTest.from_file(str(APP), default_timeout=30)
    other.query_params["lang"] = "xx"
    assert other.run().text_area[0].label == "議事録・メモ"


def test_switching_the_language_keeps_text_and_result(founding: AppTest) -> None:
    """The switch translates the result without reading again; the notes stay; the URL follows."""
    founding.segmented_control(key="language").set_value("en").run()
    assert not founding.exception
    assert FOUNDING.splitlines()[0] in shown(founding)
    assert "It may be" in shown(founding)
    assert founding.query_params["lang"] in ("en", ["en"])


def test_a_correction_changes_everything_below(founding: AppTest) -> None:
    """Another value for a finding is the rep's, turns the quadrant and can be taken back."""
    founding.segmented_control(key="value_authority").set_value("strong").run()
    assert not founding.exception
    words = shown(founding)
    assert "白石様は ①" in words
    assert "あなたの修正" in words
    assert "読み取りは「弱い」でした" in words
    founding.button(key="take_back_authority").click().run()
    assert "白石様は ③" in shown(founding)
    assert "あなたの修正" not in shown(founding)


def test_choosing_the_engines_value_again_takes_the_correction_back(founding: AppTest) -> None:
    """A correction to what the engine had read anyway is none."""
    founding.segmented_control(key="value_information").set_value("insufficient").run()
    founding.segmented_control(key="value_information").set_value("sufficient").run()
    assert "あなたの修正" not in shown(founding)
    assert "白石様は ③" in shown(founding)


def test_a_correction_calls_no_engine(founding: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a correction rules and brief run again, on the reading that is there."""

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the engine was called")

    monkeypatch.setattr("analyzer.analysis.read_case", refuse)
    monkeypatch.setattr("analyzer.page.readings.read_case", refuse)
    founding.segmented_control(key="value_introduction").set_value("declined").run()
    assert not founding.exception
    assert load_catalogue(None).moves["find_another_route"].purpose.ja in " ".join(
        one.label for one in founding.expander
    )


def test_corrections_outlive_another_reading_of_the_same_notes(founding: AppTest) -> None:
    """Reading the same text again keeps the rep's corrections; another text starts a new case."""
    founding.segmented_control(key="value_authority").set_value("strong").run()
    assert "あなたの修正" in shown(analyzed(founding, FOUNDING))
    assert "あなたの修正" not in shown(analyzed(founding, "7/1 森様と面談。資料はまだ見ていないとのこと。"))


def test_an_unknown_axis_shows_a_band_and_a_question(page: AppTest) -> None:
    """Where nothing is known there is no quadrant: a band on the map, and what to ask comes first."""
    analyzed(page, "6/3 展示会でヒノデ工業の岸本様と名刺交換。5分ほど立ち話。")
    words = shown(page)
    assert "象限はまだ決めません" in words
    assert "岸本様はこのどれか" in words
    assert "次の面談で確かめること" in words


def test_without_a_brief_the_page_says_why(page: AppTest) -> None:
    """Where nothing is to be asked of one's manager there is a sentence and no download."""
    page.button(key="sample_new_contact").click().run()
    assert "自分の上司に頼むことがありません" in shown(page)
    assert not page.get("download_button")


def test_blanks_fill_the_brief_at_once(page: AppTest) -> None:
    """A boss's name typed into its blank stands in the text, the copy and the title; date and place are added; all stays text."""
    analyzed(page, UNNAMED_BOSS)
    assert "坂口" not in shown(page)
    page.text_input(key="blank_boss").set_value("坂口部長 <b>").run()
    page.text_input(key="blank_date").set_value("11/12 14時").run()
    page.text_input(key="blank_place").set_value("先方3階").run()
    assert not page.exception
    words = shown(page)
    assert "同行のお願い(河合様、坂口部長 <b>)" in words
    assert "11/12 14時 先方3階" in words
    assert "坂口部長 <b>" in page.code[-1].value


def test_the_profile_goes_into_the_brief(founding: AppTest) -> None:
    """Name and strengths of one's manager stand in the brief as soon as they are entered."""
    founding.text_input(key="profile_manager_rank").set_value("課長").run()
    founding.text_input(key="profile_manager_strengths").set_value("工場の立ち上げ").run()
    assert not founding.exception
    assert "工場の立ち上げ" in shown(founding)


def test_files_are_the_notes_of_one_case_in_order(page: AppTest) -> None:
    """Two files, one of them Shift_JIS, are shown as two notes with their names, oldest first."""
    first = ("1回目.txt", "5/1 森様と面談。資料はまだ見ていないとのこと。".encode("cp932"), "text/plain")
    second = ("2回目 <b>.md", "6/1 森様と面談。稟議が二度差し戻された。".encode(), "text/markdown")
    page.file_uploader[0].set_value([first, second])
    analyzed(page, "")
    words = shown(page)
    assert words.index("議事録 1 · 1回目.txt") < words.index("議事録 2 · 2回目 <b>.md")
    assert "森様" in words


@pytest.mark.parametrize(
    ("language", "button", "sentence"),
    [("ja", "見立てる", "議事録が空です"), ("en", "Analyze", "There are no notes yet")],
)
@pytest.mark.parametrize("blank", ["", " \n\t　"])
def test_blank_input_gets_a_sentence(language: str, button: str, sentence: str, blank: str) -> None:
    """Nothing to read is said in place and in the user's language."""
    page = AppTest.from_file(str(APP), default_timeout=30)
    page.query_params["lang"] = language
    analyzed(page.run(), blank, button)
    assert sentence in shown(page)


def test_too_long_text_stays_on_the_page(page: AppTest) -> None:
    """A text over the limit is refused with a sentence, and is still there."""
    text = "あ" * (settings().most_characters + 1)
    analyzed(page, text)
    assert "長すぎます" in shown(page)
    assert page.text_area(key="notes_text").value == text


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("a.txt", bytes(range(256)) * 4, "文字として読めませんでした"),
        ("<i>b</i>.txt", b"", "<i>b</i>.txt: 内容が空です"),
        ("c.txt", b"a" * (settings().largest_file + 1), "大きすぎます"),
    ],
)
def test_a_bad_file_is_named(page: AppTest, name: str, data: bytes, sentence: str) -> None:
    """Binary, empty and too large files get a sentence each; the text in the box stays."""
    page.file_uploader[0].set_value([(name, data, "text/plain")])
    analyzed(page, "本文は残る")
    assert sentence in shown(page)
    assert page.text_area(key="notes_text").value == "本文は残る"


def test_a_failing_engine_is_said_in_a_sentence(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong while reading, the rep sees a sentence and keeps the text."""

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("analyzer.page.readings.read_case", fail)
    analyzed(page, FOUNDING)
    assert "読み取りの途中で問題が起きました" in shown(page)
    assert page.text_area(key="notes_text").value == FOUNDING


def test_a_failed_reading_keeps_the_corrections(founding: AppTest) -> None:
    """After a blank click the old text, read again, still has the rep's corrections."""
    founding.segmented_control(key="value_authority").set_value("strong").run()
    analyzed(founding, "")
    assert "議事録が空です" in shown(founding)
    assert "あなたの修正" in shown(analyzed(founding, FOUNDING))
