"""The parts inside a case in a real browser: reactions, seeing why, the brief and its files."""

from __future__ import annotations

import email
import io
import re
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from docx import Document
from icalendar import Calendar
from playwright.sync_api import Download, Page, expect

from analyzer.page.samples import sample
from tests.browser.conftest import DESKTOP, PHONE, Open
from tests.browser.test_page import HOSTILE, analyze, serious, settled
from tests.page.conftest import FOUNDING
from tests.page.test_reactions import OPEN

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]


def downloaded(page: Page, button: str) -> tuple[str, bytes]:
    """Name and content of what a button downloads."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_from_a_note_to_a_brief_that_is_ready_to_send(open_page: Open) -> None:
    """Paste, analyze, one click on what the customer did: hypotheses and brief follow; blanks filled, nothing to mend, every file opens."""
    page = analyze(open_page(), OPEN)
    card = page.locator("#h-moves_direct_boss")
    expect(card).not_to_have_class("k-card k-is-supported")
    page.get_by_role("button", name="時間がかかっても、候補日や").click()
    expect(card).to_have_class("k-card k-is-supported")
    expect(page.locator(".st-key-recorded_reactions")).to_contain_text("時間がかかっても、候補日や")
    for label, words in (
        ("面談の日時", "2031/12/3 14時半"),
        ("場所", "先方3階; 第2会議室"),
        ("先方の上司の方のお名前", "大橋部長"),
        ("上司にお願いする理由(同格、経験など)", "同格で、工場の立ち上げを経験されているため。"),
    ):
        page.get_by_label(label, exact=True).fill(words)
        expect(page.get_by_label("文面(そのまま書き換えられます)")).to_have_value(_holding(words.split(";")[0]))
    expect(page.locator(".k-clean")).to_have_text("✓ 直すところはありません。")
    name, docx = downloaded(page, "Word で保存")
    assert name == "同行のお願い(三浦様、大橋部長).docx"
    words = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(docx)).paragraphs)
    message = email.message_from_bytes(downloaded(page, "メールの下書き")[1], policy=default)
    text = downloaded(page, "テキストで保存")[1].decode()
    body = message.get_content().replace("\r\n", "\n")
    assert message["Subject"] == "同行のお願い(三浦様、大橋部長)"
    assert body == text
    for one in ("2031/12/3 14時半 先方3階; 第2会議室", "大橋部長", "同格で、工場の立ち上げ"):
        assert one in words
        assert one in body
        assert one in downloaded(page, "Markdown で保存")[1].decode()
    page.get_by_role("button", name="予定に入れる(.ics)").click()
    name, ics = downloaded(page, "予定ファイルを保存")
    (event,) = Calendar.from_ical(ics).walk("VEVENT")
    assert name.endswith(".ics")
    assert str(event["summary"]) == "同行のお願い(三浦様、大橋部長)"
    assert str(event["location"]) == "先方3階; 第2会議室"
    start = event.decoded("dtstart")
    zone = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    assert (start.year, start.month, start.day, start.hour, start.minute) == (2031, 12, 3, 14, 30)
    assert start.utcoffset() == start.replace(tzinfo=ZoneInfo(zone)).utcoffset()


def _holding(words: str) -> re.Pattern[str]:
    return re.compile(re.escape(words))


def test_words_typed_right_before_a_click_are_in_the_file_and_in_the_version(open_page: Open) -> None:
    """A click right out of the text area never gives or saves older words; at worst the page is still busy and wants a second click."""
    page = settled(analyze(open_page(), FOUNDING))
    area = page.get_by_label("文面(そのまま書き換えられます)")
    area.press("Control+End")
    area.press_sequentially("最後の一行")
    files: list[Download] = []
    page.on("download", lambda file: files.append(file))  # noqa: PLW0108  playwright wants a function
    button = page.get_by_role("button", name="テキストで保存", exact=True)
    button.click(delay=150)
    page.wait_for_timeout(3_000)
    if not files:
        with page.expect_download():
            button.click(delay=150)
    assert "最後の一行" in Path(files[0].path()).read_text(encoding="utf-8")
    area.press("Control+End")
    area.press_sequentially("もう一言")
    page.get_by_role("button", name="この版を保存").click(delay=150)
    page.locator("summary", has_text="保存した版(1)").click()
    expect(page.locator(".k-sent")).to_contain_text("もう一言")
    expect(page.locator(".k-sent")).to_contain_text("最後の一行")


def test_a_claim_lights_up_its_words(open_page: Open) -> None:
    """A claim chosen by mouse or keyboard outlines all of its words in the notes and no others, and scrolls to the first."""
    page = analyze(open_page(), FOUNDING)
    claim = page.locator(".k-claim", has_text="権限・影響力: 弱い")
    claim.focus()
    claim.press("Enter")
    lit = page.locator(".k-note mark.c-authority")
    assert lit.count() >= 1
    expect(lit.first).to_be_in_viewport()
    outlines = page.locator(".k-note mark").evaluate_all(
        "ms => ms.map(m => [m.classList.contains('c-authority'), getComputedStyle(m).outlineStyle])"
    )
    assert {own for own, _ in outlines} == {True, False}
    assert all((style == "solid") is own for own, style in outlines)
    expect(claim).to_have_css("font-weight", "650")
    expect(claim).to_be_in_viewport()
    assert not serious(settled(page))


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_words_name_the_claims_that_stand_on_them(open_page: Open, size: tuple[int, int]) -> None:
    """Words chosen in the note bring up a sheet with their claims, each a link to where it is said; it can be closed."""
    page = analyze(open_page("ja", size), FOUNDING)
    words = page.locator(".k-note mark.c-introduction .k-words").first
    words.click()
    sheet = page.locator(".k-sheet:target")
    expect(sheet).to_be_in_viewport()
    expect(sheet).to_contain_text("この言葉に立つ見立て")
    expect(sheet).to_contain_text("上司同士の引き合わせ: 承諾")
    expect(sheet).to_contain_text("この人は直属の上司なら動かせるかもしれない")
    expect(words).to_be_in_viewport()
    assert not serious(settled(page))
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    sheet.get_by_role("link", name="この人は直属の上司なら動かせるかもしれない").click()
    expect(page.locator("#h-moves_direct_boss")).to_be_in_viewport()
    expect(page.locator(".k-sheet:visible")).to_have_count(0)
    words.click()
    page.locator(".k-close:visible").click()
    expect(page.locator(".k-sheet:visible")).to_have_count(0)


def test_a_long_hostile_note_lights_up_in_the_right_place(open_page: Open) -> None:
    """After emoji and Windows line ends, a line of 10,000 letters and tags, the claim's words are the quote's, and come into view."""
    page = open_page()
    text = "😀𠮷\r\n" + "い" * 3_000 + "\r\n" + HOSTILE + "\r\n😀 製品の資料はまだ開いていないとのこと。<b>"
    analyze(page, text)
    page.locator(".k-claim", has_text="情報量").first.click()
    lit = page.locator(".k-note mark.c-information").first
    expect(lit).to_be_in_viewport()
    assert "資料はまだ開いていない" in lit.inner_text()
    assert page.locator(".k-note b, .k-note script, .k-note img").count() == 0


def test_a_reaction_is_one_click_by_keyboard_and_one_back(open_page: Open) -> None:
    """Enter on the reaction records it; the way back stands beside what was recorded."""
    page = analyze(open_page(), OPEN)
    button = page.get_by_role("button", name="「それは控えたい」")
    button.focus()
    button.press("Enter")
    expect(page.locator("#h-cannot_move_even_direct_boss")).to_have_class("k-card k-is-supported")
    page.locator(".st-key-recorded_reactions").get_by_role("button", name="取り消す").click()
    expect(page.locator(".st-key-recorded_reactions")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_managers_view_and_the_check_read_well(
    open_page: Open, language: str, size: tuple[int, int], scheme: str
) -> None:
    """In each language, size and theme the phone, complaints and versions have no serious finding and fit the screen."""
    japanese = language == "ja"
    page = analyze(
        open_page(language, size, scheme), sample("introduction", "ja" if japanese else "en"), language=language
    )
    area = page.get_by_label("文面(そのまま書き換えられます)" if japanese else "Text (write into it freely)")
    area.fill(
        "お願い\n河合様は決められない人なので、うまくお願いします。"
        if japanese
        else "Please help\nHe is useless, so please follow up."
    )
    area.blur()
    expect(page.locator(".k-complaint").first).to_be_visible()
    page.get_by_role("button", name="この版を保存" if japanese else "Save this version").click()
    page.locator("summary", has_text="保存した版(1)" if japanese else "Saved versions (1)").click()
    assert not serious(settled(page))
    page.get_by_role("radio", name="上司の目で読む" if japanese else "Read it as your manager").click()
    expect(page.locator(".k-phone")).to_be_visible()
    assert not serious(settled(page))
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
