"""Exports with several deals: chosen, never mixed."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from analyzer.history import open_history
from tests.page.conftest import analyzed, shown
from tests.page.test_cases import id_of, stored, toasts

EXPORT = """日付,お客様,案件,コメント
2026/5/1,東和食品,受発注,森様と面談。資料はまだ見ていないとのこと。
2026/6/1,東和食品,受発注,森様と面談。稟議が二度差し戻された。
2026/5/2,南港運輸,配車,岸本様と電話。カタログは未読とのこと。
"""
MORE = EXPORT + "2026/7/1,南港運輸,配車,岸本様と面談。次の約束はなし。\n"


def uploaded(page: AppTest, text: str) -> AppTest:
    """The page after the export was chosen and the button pressed."""
    page.file_uploader[0].set_value([("deals.csv", text.encode(), "text/csv")])
    return analyzed(page, "")


def chosen(page: AppTest, *numbers: int) -> AppTest:
    """The page after these deals were chosen and read."""
    page.multiselect(key="deals").set_value(list(numbers)).run()
    page.button(key="read_deals").click().run()
    assert not page.exception
    return page


def test_several_deals_are_offered_not_mixed(page: AppTest) -> None:
    """A file with two deals is read only after the choice; nothing is saved before."""
    uploaded(page, EXPORT)
    assert "deals.csv には 2件の案件があります" in shown(page)
    assert open_history().find() == []


def test_one_chosen_deal_becomes_the_case(page: AppTest) -> None:
    """The chosen deal opens with its notes, customer and name; the other is left alone."""
    chosen(uploaded(page, EXPORT), 0)
    case = stored(id_of(page))
    assert (case.customer, case.deal, len(case.notes)) == ("東和食品", "受発注", 2)
    assert "東和食品 · 森様 · 受発注" in shown(page)
    assert len(open_history().find()) == 1


def test_all_deals_become_cases_of_their_own(page: AppTest) -> None:
    """Several chosen deals are saved and read each by itself, and the list opens."""
    uploaded(page, EXPORT)
    page.button(key="all_deals").click().run()
    page.button(key="read_deals").click().run()
    assert not page.exception
    every = open_history().load_all()
    assert sorted(len(one.case.notes) for one in every) == [1, 2]
    assert all(one.case.reading for one in every)
    assert "案件一覧" in shown(page)
    assert "2件の案件を読みました" in toasts(page)


def test_a_later_export_adds_only_new_notes(page: AppTest) -> None:
    """The same deal in a later export goes on where it was: no second case, no note twice."""
    chosen(uploaded(page, EXPORT), 1)
    first = id_of(page)
    again = page.__class__.from_file(page._script_path, default_timeout=30).run()
    chosen(uploaded(again, MORE), 1)
    assert id_of(again) == first
    assert len(stored(first).notes) == 2
    assert len(open_history().find()) == 1
