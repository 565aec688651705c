"""Saved cases: from the form into the list, back to the case, and everything that is done with a case as a whole."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analyzer.case import Case, Corrected, NoteAdded, Profile, ReadingMade
from analyzer.engines import read_case
from analyzer.history import Saved, open_history
from analyzer.intake import note_from_text
from analyzer.page.samples import sample
from analyzer.settings import settings
from tests.page.conftest import APP, FOUNDING, analyzed, shown

LATER = """2025/12/3 アサヒ精機 生産管理課 白石様
先方の大久保部長から、引き合わせは見送りたいと返事があった。「今は会えないそうです」とのこと。"""


def opened(**params: str) -> AppTest:
    """The page at an address."""
    page = AppTest.from_file(str(APP), default_timeout=30)
    for name, value in params.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def cases_page() -> AppTest:
    """The page with all cases."""
    page = opened()
    page.session_state["go_to_cases"] = True
    page.run()
    assert not page.exception
    return page


def saved(*texts: str, customer: str = "", deal: str = "") -> Saved:
    """A saved case with these notes, read by the embedded engine."""
    case = Case.of_notes(*map(note_from_text, texts)).model_copy(update={"customer": customer, "deal": deal})
    reading = read_case(case, "offline", Profile())
    return open_history().create(case.with_event(ReadingMade.by_reading(case.notes, reading)))


def id_of(page: AppTest) -> str:
    """The id in the page's address."""
    value = page.query_params["case"]
    return value if isinstance(value, str) else value[0]


def stored(case_id: str) -> Case:
    """The case as it is saved."""
    return open_history().load(case_id).case


def toasts(page: AppTest) -> str:
    """What was said about the last step."""
    return "\n".join(one.value for one in page.toast)


def test_a_result_is_a_saved_case_with_its_id_in_the_address(founding: AppTest) -> None:
    """After the click the note and its reading are saved under the id that the address carries, and the box is empty again."""
    case = stored(id_of(founding))
    assert [note.text for note in case.notes] == [FOUNDING]
    assert case.reading is not None
    assert founding.text_area(key="notes_text").value == ""


def test_a_reload_shows_the_case_again(founding: AppTest) -> None:
    """A new session at the same address shows the same result, corrections included."""
    founding.segmented_control(key="value_authority").set_value("strong").run()
    again = opened(case=id_of(founding))
    assert "白石様は ①" in shown(again)
    assert "あなたの修正" in shown(again)


def test_a_note_added_is_read_and_what_changed_stands_on_top(founding: AppTest) -> None:
    """The next note joins the case; before and after stand above the headline, the timeline tells both notes."""
    analyzed(founding, LATER)
    words = shown(founding)
    assert len(stored(id_of(founding)).notes) == 2
    assert "前回から変わったこと" in words
    assert words.index("前回から変わったこと") < words.index("最初の一手")
    changed = words[words.index("前回から変わったこと") : words.index("きっかけ")]
    assert "承諾" in changed
    assert "断られた" in changed
    assert "2025-12-03" in words[words.index("きっかけ") :]


def test_the_same_note_is_not_added_twice(founding: AppTest) -> None:
    """A note that is there already is read again, not doubled; the rep is told."""
    analyzed(founding, FOUNDING)
    assert len(stored(id_of(founding)).notes) == 1
    assert "もう入っている" in toasts(founding)


def test_notes_about_somebody_else_become_a_new_case(founding: AppTest) -> None:
    """A note about another contact is not mixed in; one click brings it to the former case after all."""
    former = id_of(founding)
    analyzed(founding, sample("new_contact", "ja"))
    assert id_of(founding) != former
    assert "宮下の議事録のようなので" in shown(founding)
    founding.button(key="join_former").click().run()
    assert not founding.exception
    assert id_of(founding) == former
    assert len(stored(former).notes) == 2
    assert [line.id for line in open_history().find()] == [former]


def test_an_example_is_saved_nowhere() -> None:
    """Samples do not fill the list; a reload at the sample's address shows it again; one's own notes then begin a case."""
    page = opened(sample="precedent")
    assert "西脇様は ①" in shown(page)
    assert "保存はされません" in shown(page)
    assert open_history().find() == []
    analyzed(page, FOUNDING)
    assert stored(id_of(page)).notes[0].text == FOUNDING


def test_the_list_shows_every_case_on_the_map() -> None:
    """Each case stands in its quadrant's cell and in the list with its first move and the date of its last note."""
    one, two = saved(FOUNDING), saved(sample("precedent", "ja"))
    page = cases_page()
    words = shown(page)
    assert {button.key for button in page.button} >= {
        f"at_{one.id}",
        f"open_{one.id}",
        f"at_{two.id}",
        f"open_{two.id}",
    }
    assert page.button(key=f"at_{one.id}").label == "アサヒ精機 · 白石様"
    assert "2025-10-03" in words
    assert "最初の一手" in words


def test_a_click_opens_the_case() -> None:
    """From the map the page of the case opens, its id in the address."""
    one = saved(FOUNDING)
    page = cases_page()
    page.button(key=f"at_{one.id}").click().run()
    assert not page.exception
    assert id_of(page) == one.id
    assert "白石様は ③" in shown(page)


def test_the_list_can_be_searched_and_filtered() -> None:
    """Words of the notes and names find a case; the quadrant narrows the list."""
    one, two = saved(FOUNDING), saved(sample("precedent", "ja"))
    page = cases_page()
    page.text_input(key="search").set_value("大久保").run()
    assert [button.key for button in page.button if str(button.key).startswith("open_")] == [f"open_{one.id}"]
    page.text_input(key="search").set_value("").run()
    page.selectbox(key="quadrant").set_value("strong_sufficient").run()
    assert [button.key for button in page.button if str(button.key).startswith("open_")] == [f"open_{two.id}"]
    page.text_input(key="search").set_value("どこにもない言葉").run()
    assert "当てはまる案件はありません" in shown(page)


def test_an_empty_list_says_what_to_do() -> None:
    """Without cases there is a sentence."""
    assert "まだ案件がありません" in shown(cases_page())


def test_a_case_can_be_renamed(founding: AppTest) -> None:
    """Customer, deal and rep are filled in where known and stay as the rep has them."""
    field = {one.label: one for one in founding.text_input}
    assert field["お客様(会社名)"].value == "アサヒ精機"
    field["案件名"].set_value("<b>来期更新</b>")
    next(one for one in founding.button if one.label == "名前を保存").click()
    founding.run()
    assert not founding.exception
    assert stored(id_of(founding)).deal == "<b>来期更新</b>"
    assert "アサヒ精機 · 白石様 · <b>来期更新</b>" in shown(founding)


def test_the_last_step_can_be_undone(founding: AppTest) -> None:
    """Undoing takes back a correction, then a whole note with its reading; the first note stays."""
    analyzed(founding, LATER)
    founding.segmented_control(key="value_authority").set_value("strong").run()
    founding.button(key="undo").click().run()
    assert "あなたの修正" not in shown(founding)
    founding.button(key="undo").click().run()
    assert [note.text for note in stored(id_of(founding)).notes] == [FOUNDING]
    assert "白石様は ③" in shown(founding)
    founding.button(key="undo").click().run()
    assert "取り消せる操作はありません" in toasts(founding)
    assert [note.text for note in stored(id_of(founding)).notes] == [FOUNDING]


def test_a_case_can_be_read_again(founding: AppTest) -> None:
    """Reading again adds a reading and no note; corrections stand."""
    founding.segmented_control(key="value_authority").set_value("strong").run()
    founding.button(key="read_again").click().run()
    assert not founding.exception
    case = stored(id_of(founding))
    assert [event.kind for event in case.events] == ["note_added", "reading_made", "corrected", "reading_made"]
    assert "白石様は ①" in shown(founding)


def test_a_server_outside_is_asked_about_before_reading_again(
    founding: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a server outside configured meanwhile, nothing is read before the rep has agreed, and what was read stays in sight."""
    monkeypatch.setenv("OPENAI_BASE_URL", "http://models.example.invalid/v1")
    settings.cache_clear()
    founding.button(key="read_again").click().run()
    assert not founding.exception
    assert "models.example.invalid" in shown(founding)
    assert founding.button(key="send")
    assert "白石様は ③" in shown(founding)
    assert len(stored(id_of(founding)).events) == 2


def test_two_cases_become_one(founding: AppTest) -> None:
    """Merging brings the other case's notes here, reads them together, and takes the other from the list."""
    other = saved(LATER)
    founding.run()
    founding.selectbox(key="merge_with").set_value(other.id).run()
    founding.button(key="merge_now").click().run()
    assert not founding.exception
    case = stored(id_of(founding))
    assert {note.text for note in case.notes} == {FOUNDING, LATER}
    assert case.reading is not None
    assert [line.id for line in open_history().find()] == [id_of(founding)]


def test_deleting_asks_first_and_is_for_good(founding: AppTest, database: Path) -> None:
    """Nothing is deleted before the answer; afterwards the list is empty and no word of the note is in the file."""
    case_id = id_of(founding)
    founding.button(key="delete").click().run()
    assert open_history().load(case_id)
    founding.button(key="delete_now").click().run()
    assert not founding.exception
    assert open_history().find() == []
    assert "大久保".encode() not in database.read_bytes()
    assert json.dumps("大久保").strip('"').encode() not in database.read_bytes()


def test_a_deleted_case_says_so() -> None:
    """At the address of a case that is not there, the page says what to do."""
    page = opened(case="no-such-case")
    assert "保存された案件ではありません" in shown(page)
    assert page.text_area(key="notes_text")


def test_what_another_window_added_is_told(founding: AppTest) -> None:
    """Two windows on a case: the other's words are kept and told, one's own come on top of them."""
    case_id = id_of(founding)
    length = open_history().load(case_id).length
    open_history().append(case_id, Corrected(aspect="information", value="insufficient"), seen=length)
    founding.segmented_control(key="value_authority").set_value("strong").run()
    assert not founding.exception
    assert stored(case_id).corrections == {"information": "insufficient", "authority": "strong"}
    assert "別の画面で、この案件に次のことが加わりました: 修正: 情報量 → 不十分" in shown(founding)


def test_a_note_from_another_window_is_read_too(founding: AppTest) -> None:
    """A note that another window saved and that nobody read yet is shown as not read, with a button."""
    case_id = id_of(founding)
    length = open_history().load(case_id).length
    open_history().append(case_id, NoteAdded(note=Case.of_notes(LATER).notes[0]), seen=length)
    founding.run()
    assert "まだ読み取られていません" in shown(founding)
    founding.button(key="read_now").click().run()
    assert stored(case_id).reading is not None
    assert "前回から変わったこと" in shown(founding)


def test_corrections_can_be_handed_over(founding: AppTest) -> None:
    """The button for the team's labelled cases is there once something was corrected."""
    keys = {one.proto.id.rpartition("-")[2] for one in founding.get("download_button")}
    assert "hand_over" not in keys
    founding.segmented_control(key="value_authority").set_value("strong").run()
    keys = {one.proto.id.rpartition("-")[2] for one in founding.get("download_button")}
    assert "hand_over" in keys


def test_an_export_can_be_imported() -> None:
    """What was exported comes back after everything was deleted; another file gets a sentence and changes nothing."""
    one = saved(FOUNDING, customer="アサヒ精機")
    lines = open_history().export()
    open_history().delete_all(forget=lambda _: None)
    page = cases_page()
    page.file_uploader(key="import_0").set_value([("x.jsonl", b"{}", "application/jsonl")]).run()
    page.button(key="import_now").click().run()
    assert "書き出しではない" in shown(page)
    page.file_uploader(key="import_0").set_value([("x.jsonl", lines.encode(), "application/jsonl")]).run()
    page.button(key="import_now").click().run()
    assert not page.exception
    assert open_history().load(one.id).case == one.case


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_speaks_the_language(language: str) -> None:
    """No text of the other language on the page of a case; the way back to the list keeps the language."""
    one = saved(sample("introduction", "en"))
    page = opened(case=one.id, lang=language)
    assert ("What changed" in shown(page)) is False
    assert ("Timeline" in shown(page)) is (language == "en")
