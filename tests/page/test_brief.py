"""The brief on the page: blanks, free text, lint, the manager's view, versions, calendar."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.brief.meeting import in_words
from analyzer.page.samples import sample
from tests.page.conftest import APP, UNNAMED_BOSS, analyzed, shown
from tests.page.test_reactions import OPEN

TEXT = "brief_text_attendance_ja"


@pytest.fixture
def visit(page: AppTest) -> AppTest:
    """A case whose brief asks one's manager to come along; the boss of the contact is a blank."""
    return analyzed(page, UNNAMED_BOSS)


def text_of(page: AppTest) -> str:
    """The brief's text as it stands."""
    return str(page.text_area(key=TEXT).value)


def test_filled_blanks_leave_nothing_to_mend(visit: AppTest) -> None:
    """With empty blanks the check says so; with date, place, boss and a reason filled in it is clean."""
    assert "空欄(＿＿)が1か所残っています" in shown(visit)
    for name, words in {
        "date": "12/3 14:00",
        "place": "先方3階",
        "boss": "大橋部長",
        "why_manager": "同格で、工場の立ち上げを経験されているため。",
    }.items():
        visit.text_input(key=f"blank_{name}").set_value(words).run()
    assert not visit.exception
    assert "直すところはありません" in shown(visit)
    for words in ("12/3 14:00 先方3階", "大橋部長", "同格で、工場の立ち上げ"):
        assert words in text_of(visit)
    assert "＿＿" not in text_of(visit)


def test_own_words_are_linted_beside_them(visit: AppTest) -> None:
    """What is wrong in the rep's own words is marked there and numbered, with why and what to do; mended, it is gone."""
    good = text_of(visit)
    bad = good.replace("・進行は私が務めます。", "・うまくフォローをお願いします。河合様は決められない人なので。")
    visit.text_area(key=TEXT).set_value(bad).run()
    assert not visit.exception
    page = "\n".join(element.proto.body for element in visit.get("html"))
    marked = page[page.index("k-checked") :]
    words = re.findall(r'<mark class="m-lint">(?:<span class="k-tag">\d+</span>)*([^<]*)</mark>', marked)
    assert any("決められな" in one for one in words)
    line = marked[marked.index("うまく") :]
    assert line.index("L9") < line.index("背景")  # under its own line, not at the end
    assert "直し方" in line
    visit.text_area(key=TEXT).set_value(good).run()
    assert "L9" not in shown(visit)


def test_own_lines_stay_when_blanks_and_corrections_change_the_draft(visit: AppTest) -> None:
    """After writing into a line, filled blanks still come in elsewhere and in the rep's own line, and no letter of the rep's is lost."""
    boss = "河合様の上司の方"
    own = text_of(visit).replace("・進行は私が務めます。", f"・進行は私です。{boss}のお話のあと、私がまとめます。")
    visit.text_area(key=TEXT).set_value(own).run()
    visit.text_input(key="blank_date").set_value("12/3 14:00").run()
    for typed in ("大", "大橋", "大橋部長"):
        visit.text_input(key="blank_boss").set_value(typed).run()
    assert "・進行は私です。大橋部長のお話のあと、私がまとめます。" in text_of(visit)
    assert "12/3 14:00" in text_of(visit)
    assert boss not in text_of(visit)
    visit.text_input(key="blank_boss").set_value("").run()
    assert f"・進行は私です。{boss}のお話のあと、私がまとめます。" in text_of(visit)
    visit.text_input(key="profile_manager_strengths").set_value("工場の立ち上げ").run()
    assert "工場の立ち上げ" in text_of(visit)
    assert "私がまとめます。" in text_of(visit)


def test_back_to_the_draft(visit: AppTest) -> None:
    """One click drops the rep's words; without any the button is at rest."""
    draft = text_of(visit)
    assert visit.button(key="back_to_draft").disabled
    visit.text_area(key=TEXT).set_value("お願いします。").run()
    visit.button(key="back_to_draft").click().run()
    assert text_of(visit) == draft


def test_own_words_survive_a_reaction_that_hides_the_brief(visit: AppTest) -> None:
    """Where the brief goes away for a while, text and blanks are still there when it comes back."""
    visit.text_input(key="blank_boss").set_value("大橋部長").run()
    visit.text_area(key=TEXT).set_value(text_of(visit) + "・私の一行\n").run()
    visit.segmented_control(key="value_introduction").set_value("declined").run()
    assert not visit.exception
    assert TEXT not in [area.key for area in visit.text_area]
    visit.button(key="take_back_introduction").click().run()
    assert "・私の一行" in text_of(visit)
    assert "大橋部長" in text_of(visit)


def test_the_managers_view_says_how_long_it_takes(visit: AppTest) -> None:
    """Read as one's manager: title, headings and lists on a phone, and the seconds."""
    visit.segmented_control(key="brief_view").set_value("manager").run()
    assert not visit.exception
    page = "\n".join(element.proto.body for element in visit.get("html"))
    phone = page[page.index("k-phone") :]
    assert "<h4>同行のお願い" in phone
    assert "<ol>" in phone
    assert "読むのに約" in shown(visit)
    visit.text_area(key=TEXT).set_value("長い話。" * 400).run()
    assert "1分を超えています" in shown(visit)


def test_a_version_is_saved_looked_at_and_returned_to(visit: AppTest) -> None:
    """What was saved can be read and put back, with its blanks, after the text and the blanks have become others."""
    visit.text_input(key="blank_boss").set_value("大橋部長").run()
    visit.text_area(key=TEXT).set_value(text_of(visit) + "・最初の版\n").run()
    first = text_of(visit)
    visit.button(key="save_version").click().run()
    assert visit.button(key="save_version").disabled
    visit.text_input(key="blank_boss").set_value("西本部長").run()
    visit.text_area(key=TEXT).set_value(text_of(visit).replace("・最初の版", "・二番目の版")).run()
    visit.button(key="save_version").click().run()
    assert "・二番目の版" in text_of(visit)
    assert "西本部長" in text_of(visit)
    visit.selectbox(key="brief_version").set_value(1).run()
    assert "・最初の版" in shown(visit)
    visit.button(key="return_to_version").click().run()
    assert not visit.exception
    assert text_of(visit) == first
    assert visit.text_input(key="blank_boss").value == "大橋部長"


def test_a_version_follows_the_draft_after_it_was_returned_to(visit: AppTest) -> None:
    """A version keeps the rep's lines only: the draft's own lines still follow the blanks."""
    visit.text_area(key=TEXT).set_value(text_of(visit) + "・私の一行\n").run()
    visit.button(key="save_version").click().run()
    visit.button(key="back_to_draft").click().run()
    visit.button(key="return_to_version").click().run()
    visit.text_input(key="blank_boss").set_value("大橋部長").run()
    assert "・私の一行" in text_of(visit)
    assert "河合様の上司の方" not in text_of(visit)


def test_another_session_goes_on_from_the_latest_version(page: AppTest) -> None:
    """A case opened anew shows the text and the blanks as they were saved last, and goes on following the draft."""
    analyzed(page, UNNAMED_BOSS)
    page.text_input(key="blank_boss").set_value("大橋部長").run()
    page.text_area(key=TEXT).set_value(text_of(page) + "・私の一行\n").run()
    page.button(key="save_version").click().run()
    other = AppTest.from_file(str(APP), default_timeout=30)
    (case,) = page.query_params["case"] if isinstance(page.query_params["case"], list) else [page.query_params["case"]]
    other.query_params["case"] = case
    other.run()
    assert not other.exception
    assert text_of(other) == text_of(page)
    assert other.text_input(key="blank_boss").value == "大橋部長"
    other.text_input(key="blank_date").set_value("12/3 14:00").run()
    assert "12/3 14:00" in text_of(other)
    assert "・私の一行" in text_of(other)


def test_a_version_of_another_request_is_shown_but_does_not_stand_in(page: AppTest) -> None:
    """After the introduction was accepted, the request to be introduced can be read, not returned to; the new draft stands."""
    analyzed(page, OPEN)
    page.text_area(key="brief_text_introduction_request_ja").set_value("引き合わせをお願いします。\n").run()
    page.button(key="save_version").click().run()
    page.button(key="react_introduce_managers_returned_date_or_condition").click().run()
    assert not page.exception
    assert "同行のお願い" in text_of(page)
    assert "引き合わせをお願いします。" in shown(page)
    assert "return_to_version" not in [button.key for button in page.button]
    assert "ここには戻せません" in shown(page)


def test_the_calendar_takes_the_time_from_the_blank_and_gives_it_back(visit: AppTest) -> None:
    """A date typed into the blank is chosen in the calendar; one chosen there stands in the brief."""
    assert "ics" not in [button.key for button in visit.get("download_button")]
    visit.text_input(key="blank_date").set_value("2031/12/3 14時半").run()
    assert visit.datetime_input(key="blank_start").value == dt.datetime(2031, 12, 3, 14, 30)  # noqa: DTZ001
    assert "ics" in [button.key for button in visit.get("download_button")]
    later = dt.datetime(2031, 12, 4, 9, 0)  # noqa: DTZ001
    visit.datetime_input(key="blank_start").set_value(later).run()
    assert not visit.exception
    assert visit.text_input(key="blank_date").value == in_words(later, "ja")
    assert in_words(later, "ja") in text_of(visit)


def test_the_profile_is_asked_once(visit: AppTest) -> None:
    """What was entered for one case is there for the next, in the fields and in the brief."""
    visit.text_input(key="profile_manager_rank").set_value("課長").run()
    assert "課長の立場なら" in text_of(visit)
    visit.text_area(key="notes_text").set_value(shown_note("別の話です。")).run()
    next(one for one in visit.button if one.label == "見立てる").click().run()
    assert visit.text_input(key="profile_manager_rank").value == "課長"
    assert "課長の立場なら" in text_of(visit)


def shown_note(more: str) -> str:
    """A note of another case that leads to a visit."""
    return sample("introduction", "ja") + more


@pytest.mark.parametrize(
    "hostile", ["<img src=x onerror=alert(1)>", "# 見出し **強調** $x$", "=1+1", "]]>&amp;</textarea>"]
)
def test_hostile_words_stay_words_in_check_and_preview(visit: AppTest, hostile: str) -> None:
    """Whatever the rep types is shown as typed."""
    visit.text_area(key=TEXT).set_value(text_of(visit) + f"・{hostile}\n").run()
    assert hostile in shown(visit) or hostile.startswith(("<", "]"))
    bodies = "\n".join(element.proto.body for element in visit.get("html"))
    assert "<img" not in bodies
    assert "</textarea" not in bodies
    assert hostile in visit.code[-1].value
    visit.segmented_control(key="brief_view").set_value("manager").run()
    assert not visit.exception
    assert "<img" not in "\n".join(element.proto.body for element in visit.get("html"))


def test_the_brief_in_english() -> None:
    """The same parts in English."""
    page = AppTest.from_file(str(APP), default_timeout=30)
    page.query_params["lang"] = "en"
    page.run()
    page.button(key="sample_introduction").click().run()
    page.text_input(key="blank_date").set_value("3 Dec 2031, 2 pm").run()
    assert not page.exception
    assert page.datetime_input(key="blank_start").value == dt.datetime(2031, 12, 3, 14)  # noqa: DTZ001
    page.segmented_control(key="brief_view").set_value("manager").run()
    assert "seconds" in shown(page)
