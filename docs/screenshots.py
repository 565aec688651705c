"""Take the pictures of the READMEs anew: ``python docs/screenshots.py``; needs chromium and the test extra."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from analyzer.case import Case, NoteAdded, Profile, ReadingMade
from analyzer.engines import read_case
from analyzer.history import History, open_history
from analyzer.intake import note_from_text
from analyzer.page.samples import sample
from analyzer.words import Language
from eval.speed_page import chromium, page_server

HERE = Path(__file__).parent
EARLIER: dict[Language, str] = {
    "ja": """2026/2/5 みなと精工 生産管理課 河合様 打合せ(2回目)
お渡しした資料はまだ開いていないとのこと。料金だけ聞かれたが、見積はまだお出ししていない。
「私は窓口で、決めるのは製造部です」。次回の約束はなし。""",
    "en": """5 February 2026 – Harbour Precision, Dana Keller (production planning), 2nd meeting
She has not opened the brochure yet and only asked for the price; we have not given her a quote.
"I only collect the material, the plant decides." No next meeting agreed.""",
}
OTHERS: dict[Language, tuple[str, ...]] = {
    "ja": (
        """2026/5/12 訪問 高瀬食品 製造本部 村井本部長
決裁は本部長。「この額なら私が決めればいい話だ」とのこと。資料はまだ読んでおらず、機能の違いもまだ分からないとおっしゃる。""",
        """2026/5/20 電話 東浜倉庫 情報システム課 辻様
資料は読んでいない。決めるのは別の部署で、「私には権限がないんです」。""",
    ),
    "en": (
        """12 May 2026 – Kettle Bakery, Susan Grant (plant director)
"At this amount I decide myself," she said. She has not read the material yet and does not know what sets us apart.""",
        """20 May 2026 – Eastport Freight, Anna Reed (IT)
Call with Anna. She has not read anything. "I have no say in this, another department decides." """,
    ),
}
BOX: dict[Language, str] = {"ja": "議事録・メモ", "en": "Meeting notes"}
ANALYZE: dict[Language, str] = {"ja": "見立てる", "en": "Analyze"}


def fill(history: History, language: Language) -> str:
    """Cases as a rep may have them; gives the id of the one that is shown."""
    others = [sample("precedent", language), sample("new_contact", language), *OTHERS[language]]
    for text in others:
        saved(history, text)
    return saved(history, EARLIER[language])


def saved(history: History, text: str) -> str:
    """A case with one note, read by the embedded engine."""
    case = Case(events=(NoteAdded(note=note_from_text(text), at=dt.datetime(2026, 2, 5, 9, 30, tzinfo=dt.UTC)),))
    reading = read_case(case, "offline", Profile())
    made = ReadingMade(reading=reading, notes=1, at=dt.datetime(2026, 2, 5, 9, 31, tzinfo=dt.UTC))
    return history.create(case.with_event(made)).id


def settled(page: Page) -> Page:
    """The page once it is drawn and nothing fades any more."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(1_000)
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement && document.activeElement.blur()")
    page.wait_for_timeout(300)
    return page


def shoot(browser: Browser, address: str, history: History, language: Language) -> None:
    """A case after its second note, and the list of cases, for one language; for Japanese also on a phone and in the dark."""
    history.delete_all(forget=lambda _: None)
    case_id = fill(history, language)
    extra = "&lang=en" if language == "en" else ""
    page = browser.new_page(viewport={"width": 1200, "height": 1250}, device_scale_factor=1.5)
    page.goto(f"{address}?case={case_id}{extra}")
    page.get_by_label(BOX[language]).fill(sample("introduction", language))
    page.get_by_role("button", name=ANALYZE[language], exact=True).click()
    page.locator(".k-changed").wait_for()
    settled(page).screenshot(path=HERE / f"page-{language}.png")
    page.set_viewport_size({"width": 1200, "height": 860})
    page.goto(f"{address}cases{extra.replace('&', '?')}")
    page.locator(".k-page").wait_for()
    settled(page).screenshot(path=HERE / f"cases-{language}.png")
    page.close()
    if language == "ja":
        phone = browser.new_page(viewport={"width": 390, "height": 1300}, device_scale_factor=2, color_scheme="dark")
        phone.goto(f"{address}?case={case_id}")
        phone.locator("#result").wait_for()
        settled(phone).screenshot(path=HERE / "page-phone.png")
        phone.close()


def main() -> None:
    """All pictures."""
    with tempfile.TemporaryDirectory() as home, page_server(Path(home)) as address, sync_playwright() as playwright:
        browser = chromium(playwright)
        history = open_history(str(Path(home) / "cases.sqlite3"))
        for language in ("ja", "en"):
            shoot(browser, address, history, language)
        browser.close()


if __name__ == "__main__":
    main()
