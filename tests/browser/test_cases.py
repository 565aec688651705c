"""Saved cases in a real browser: from the first note to the list and back, on a laptop and on a phone, in both languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from analyzer.history import History
from analyzer.page.samples import sample
from analyzer.words import Language
from tests.browser.conftest import DESKTOP, PHONE, Open
from tests.browser.test_page import HOSTILE, analyze, serious, settled
from tests.page.conftest import FOUNDING
from tests.page.test_cases import LATER

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

BOX = {"ja": "議事録・メモ", "en": "Meeting notes"}
CASES = {"ja": "案件一覧", "en": "Cases"}
LATER_EN = """3 June 2026 - Harbour Precision, Dana Keller
Dana called: Mr Olsen will not meet our sales manager. "He does not see the need," she said."""


def fits(page: Page) -> bool:
    """Nothing is wider than the screen."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize(
    ("language", "size", "scheme"),
    [("ja", DESKTOP, "light"), ("ja", PHONE, "dark"), ("en", DESKTOP, "dark"), ("en", PHONE, "light")],
    ids=["ja-desktop-light", "ja-phone-dark", "en-desktop-dark", "en-phone-light"],
)
def test_the_story_of_a_case(
    open_page: Open, history: History, language: Language, size: tuple[int, int], scheme: str
) -> None:
    """Paste, add a later note, see what changed, find the case on the map, open it again: all of it readable and reachable."""
    page = analyze(open_page(language, size, scheme), sample("introduction", language), language=language)
    page.get_by_label(BOX[language]).fill(LATER.replace("白石", "河合") if language == "ja" else LATER_EN)
    page.get_by_label(BOX[language]).press("Control+Enter")
    expect(page.locator(".k-changed")).to_be_visible()
    expect(page.locator(".k-note")).to_have_count(2)
    expect(page.locator(".k-timeline li")).to_have_count(4)
    expect(page.get_by_label(BOX[language])).to_have_value("")
    assert not serious(settled(page))
    assert fits(page)
    (line,) = history.find()
    page.get_by_role("link", name=CASES[language]).click()
    on_map = page.locator(f".st-key-at_{line.id} button")
    expect(on_map).to_be_visible()
    assert not serious(settled(page))
    assert fits(page)
    on_map.click()
    expect(page.locator("#result")).to_be_visible()
    expect(page).to_have_url(re.compile(f"case={line.id}"))
    assert ("lang=en" in page.url) is (language == "en")


def test_a_reload_keeps_everything(open_page: Open, history: History) -> None:
    """After a reload the case, its correction and the text not yet sent are there."""
    assert history
    page = analyze(open_page(), FOUNDING)
    page.locator(".st-key-finding_authority").get_by_role("radio", name="強い").click()
    expect(page.locator("#result")).to_contain_text("①")
    page.get_by_label(BOX["ja"]).fill("まだ送っていない文 <b>😀")
    page.reload()
    expect(page.locator("#result")).to_contain_text("①")
    expect(page.get_by_label(BOX["ja"])).to_have_value("まだ送っていない文 <b>😀")


def test_a_draft_survives_a_reload_and_can_be_sent(open_page: Open, history: History) -> None:
    """Text typed on the empty page comes back after a reload, can be sent as it is, and is then gone from the box for good."""
    page = open_page()
    page.get_by_label(BOX["ja"]).fill(FOUNDING)
    page.reload()
    expect(page.get_by_label(BOX["ja"])).to_have_value(FOUNDING)
    page.get_by_role("button", name="見立てる", exact=True).click()
    expect(page.locator("#result")).to_contain_text("③")
    assert [one.case.notes[0].text for one in history.load_all()] == [FOUNDING]
    page.reload()
    expect(page.locator("#result")).to_contain_text("③")
    expect(page.get_by_label(BOX["ja"])).to_have_value("")
    page.get_by_role("link", name="新しい案件").click()
    expect(page.locator("#result")).to_have_count(0)
    expect(page.get_by_label(BOX["ja"])).to_have_value("")


def test_a_box_that_is_emptied_while_the_page_loads_is_filled_again(open_page: Open, history: History) -> None:
    """On a slow machine the page may put an empty box in the place of the filled one: nobody touched it, so the text comes back, and stays kept."""
    assert not history.find()
    page = open_page()
    page.get_by_label(BOX["ja"]).fill(FOUNDING)
    page.reload()
    expect(page.get_by_label(BOX["ja"])).to_have_value(FOUNDING)
    page.evaluate(
        "Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(document.querySelector('.st-key-notes_text textarea'), '')"
    )
    expect(page.get_by_label(BOX["ja"])).to_have_value(FOUNDING)
    page.reload()
    expect(page.get_by_label(BOX["ja"])).to_have_value(FOUNDING)


MOMENTUM = {"止まっている": "stalled", "動いている": "moving"}


def not_read(page: Page) -> str:
    """The momentum that the engine did not read: choosing it is a correction, whatever the engine learns."""
    card = page.locator(".st-key-finding_momentum")
    return next(name for name in MOMENTUM if not card.get_by_role("radio", name=name).is_checked())


def test_two_windows_lose_nothing(open_page: Open, history: History) -> None:
    """Each window's correction stays; the second one says what came in between."""
    one = analyze(open_page(), FOUNDING)
    two = open_page()
    two.goto(one.url)
    expect(two.locator("#result")).to_contain_text("③")
    other = not_read(one)
    one.locator(".st-key-finding_momentum").get_by_role("radio", name=other).click()
    expect(one.locator(".st-key-finding_momentum")).to_contain_text("あなたの修正")
    two.locator(".st-key-finding_authority").get_by_role("radio", name="強い").click()
    expect(two.locator("#result")).to_contain_text("①")
    expect(two.get_by_role("alert")).to_contain_text(f"勢い → {other}")
    (saved,) = history.load_all()
    assert saved.case.corrections == {"momentum": MOMENTUM[other], "authority": "strong"}


def test_hostile_words_stay_words_everywhere(open_page: Open, history: History) -> None:
    """A note's HTML, scripts and Markdown are text in the case's name, the timeline, the list, the menu and the word about a deletion."""
    page = analyze(open_page(), HOSTILE)
    page.get_by_role("button", name="案件の操作").click()
    page.get_by_label("お客様(会社名)").fill("<img src=x onerror=alert(3)> **太字** :smile: $x^2$")
    page.get_by_role("button", name="名前を保存").click()
    expect(page.locator(".k-case")).to_contain_text("<img src=x onerror=alert(3)> **太字** :smile: $x^2$")
    expect(page.locator(".k-timeline")).to_contain_text("<b>太字</b><script>alert(1)</script>")
    (line,) = history.find()
    page.get_by_role("link", name="案件一覧").click()
    button = page.locator(f".st-key-at_{line.id} button")
    expect(button).to_contain_text("<img src=x onerror=alert(3)> **太字** :smile: $x^2$")
    assert button.locator("img, strong, .katex").count() == 0
    assert fits(page)


def test_deleting_by_keyboard_asks_first(open_page: Open, history: History) -> None:
    """The menu, the question and the answer are reached with the keyboard; the list is then empty."""
    page = analyze(open_page(), FOUNDING)
    page.get_by_role("button", name="案件の操作").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="完全に削除").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=re.compile("完全に削除しますか"))
    expect(dialog).to_contain_text("元には戻せません")
    assert not serious(settled(page))
    assert len(history.find()) == 1
    dialog.get_by_role("button", name="削除する").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("まだ案件がありません")).to_be_visible()
    assert history.find() == []


def test_nothing_jumps_under_a_click(open_page: Open, history: History) -> None:
    """A correction changes much above and below, but what was clicked stays where it is on the screen."""
    assert history
    page = analyze(open_page(), f"{FOUNDING}\nその後は二週間、連絡がない。")
    card = page.locator(".st-key-finding_momentum")
    choice = card.get_by_role("radio", name="動いている")
    choice.scroll_into_view_if_needed()
    settled(page)
    before = choice.bounding_box()
    choice.click()
    expect(card).to_contain_text("あなたの修正")
    settled(page)
    after = choice.bounding_box()
    assert before
    assert after
    assert abs(after["y"] - before["y"]) < 60  # the badge of the correction takes a line
