"""The page's main stories in a real browser."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from docx import Document
from playwright.sync_api import Page, expect

from analyzer.analysis import analyze as read
from analyzer.page.highlights import marked_quotes, pieces
from analyzer.page.samples import sample
from tests.browser.conftest import DESKTOP, PHONE, Open
from tests.page.conftest import FOUNDING

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

HOSTILE = (
    "😀😀 田中様<b>太字</b><script>alert(1)</script>と面談。# 見出し **強調** $x^2$ [リンク](http://example.com) :smile:\n"
    "<img src=x onerror=alert(2)>\n😀😀 製品の資料はまだ開いていないとのこと。\n"
    + "あ" * 10_000
    + "\n<style>body{display:none}</style>"
)


def analyze(page: Page, text: str, *, language: str = "ja") -> Page:
    """Paste the text and press the button; waits for the result."""
    page.get_by_label("Meeting notes" if language == "en" else "議事録・メモ").fill(text)
    page.get_by_role("button", name="Analyze" if language == "en" else "見立てる", exact=True).click()
    page.locator("#result").wait_for()
    return page


def serious(page: Page) -> list[str]:
    """What axe-core finds serious or worse."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["impact"] in ("serious", "critical")
    ]


def uploaded(page: Page, files: int) -> None:
    """Wait until so many files are on the server and the page knows of them."""
    expect(page.locator("[data-testid=stFileChip]")).to_have_count(files)
    expect(page.locator("[data-testid=stFileChipIconSpinner]")).to_have_count(0)
    page.wait_for_timeout(300)
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")


def settled(page: Page) -> Page:
    """The page once Streamlit is done and the colours have faded in."""
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
    page.wait_for_timeout(700)
    return page


def test_the_founding_situation(open_page: Open) -> None:
    """Paste, analyze: ③, the article's hypothesis supported, the brief to one's own manager as the first move."""
    page = analyze(open_page(), FOUNDING)
    expect(page.locator("#result")).to_contain_text("③")
    expect(page.locator(".k-is-supported h4")).to_have_text("この人は直属の上司なら動かせるかもしれない")
    expect(page.get_by_role("heading", name="上司へのブリーフ")).to_be_visible()
    expect(page.locator(".k-paper")).to_contain_text("同行のお願い")
    expect(page.locator(".k-band")).to_have_text("白石様")
    expect(page.locator("html")).to_have_attribute("lang", "ja")


def test_ctrl_enter_analyzes(open_page: Open) -> None:
    """The keyboard is enough."""
    page = open_page()
    area = page.get_by_label("議事録・メモ")
    area.fill(FOUNDING)
    area.press("Control+Enter")
    expect(page.locator("#result")).to_contain_text("③")


def test_a_correction_is_followed_at_once(open_page: Open) -> None:
    """One click on another value turns headline, map and hypotheses; taking it back turns them again."""
    page = analyze(open_page(), FOUNDING)
    page.locator(".st-key-finding_authority").get_by_role("radio", name="強い").click()
    expect(page.locator("#result")).to_contain_text("①")
    expect(page.locator(".st-key-finding_authority")).to_contain_text("あなたの修正")
    page.get_by_role("button", name="修正を取り消す").click()
    expect(page.locator("#result")).to_contain_text("③")


def test_the_docx_opens(open_page: Open) -> None:
    """The Word file is the brief as shown, with the blanks that were filled in."""
    page = analyze(open_page(), FOUNDING)
    page.get_by_label("面談の日時").fill("11月12日 14時")
    expect(page.locator(".k-paper")).to_contain_text("11月12日 14時")
    with page.expect_download() as download:
        page.get_by_role("button", name="Word で保存").click()
    words = "\n".join(
        paragraph.text for paragraph in Document(io.BytesIO(Path(download.value.path()).read_bytes())).paragraphs
    )
    assert "同行のお願い" in words
    assert "11月12日 14時" in words
    with page.expect_download() as markdown:
        page.get_by_role("button", name="Markdown で保存").click()
    assert "# 同行のお願い" in Path(markdown.value.path()).read_text(encoding="utf-8")


def test_note_text_stays_text(open_page: Open) -> None:
    """HTML, scripts, Markdown, LaTeX, a line of 10,000 letters and emoji are shown as they were typed, marks in the right place."""
    page = analyze(open_page(), HOSTILE)
    note = page.locator(".k-note")
    text = note.evaluate(
        "n => {const c = n.cloneNode(true); c.querySelectorAll('.k-tag').forEach(t => t.remove()); return c.textContent}"
    )
    assert text == HOSTILE
    assert (
        note.locator("b, script, img, style, a:not([href^='#w-']), h1, strong").count() == 0
    )  # the page's own links lead to #w-
    marked = note.locator("mark").evaluate_all("ms => ms.map(m => m.lastChild.textContent)")
    expected = [piece.text for piece in pieces(HOSTILE, marked_quotes(read(HOSTILE))) if piece.kinds]
    assert marked == expected
    assert any("資料はまだ" in words for words in marked)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert not serious(settled(page))


def test_a_quote_leads_to_its_place(open_page: Open) -> None:
    """A click on a quote scrolls to the same words in the notes and outlines them."""
    page = settled(analyze(open_page(), FOUNDING))
    link = page.locator(".st-key-finding_authority .k-quote a").first
    words = link.inner_text().strip()
    link.click()
    target = page.locator(":target ~ mark").first
    expect(target).to_be_in_viewport()
    assert words in target.inner_text()
    assert "solid" in target.evaluate("m => getComputedStyle(m).outlineStyle")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_it_reads_well(open_page: Open, language: str, size: tuple[int, int], scheme: str) -> None:
    """In each language, size and theme: no serious finding of axe-core, nothing wider than the screen, headings in order."""
    page = open_page(language, size, scheme)
    assert not serious(settled(page))
    analyze(page, sample("introduction", "en" if language == "en" else "ja"), language=language)
    settled(page)
    assert not serious(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    levels = [int(name[1]) for name in page.locator("h1,h2,h3,h4,h5,h6").evaluate_all("hs => hs.map(h => h.tagName)")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    expect(page.locator("#result")).to_be_in_viewport()


def test_files_are_read(open_page: Open, tmp_path: Path) -> None:
    """A Shift_JIS file and a UTF-8 file become two notes of one case."""
    (tmp_path / "1.txt").write_bytes("5/1 森様と面談。資料はまだ見ていないとのこと。".encode("cp932"))
    (tmp_path / "2.md").write_text("6/1 森様と面談。稟議が二度差し戻された。", encoding="utf-8")
    page = open_page()
    page.locator("summary", has_text="ファイルから読む").click()
    page.locator("input[type=file]").set_input_files([tmp_path / "1.txt", tmp_path / "2.md"])
    uploaded(page, 2)
    page.get_by_role("button", name="見立てる", exact=True).click()
    expect(page.locator(".k-note")).to_have_count(2)
    expect(page.locator(".k-note").first).to_contain_text("資料はまだ見ていない")


def test_bad_input_is_said_in_place(open_page: Open, tmp_path: Path) -> None:
    """A blank click and a binary file get a sentence each under the button; the text in the box stays."""
    page = open_page("en")
    page.get_by_role("button", name="Analyze", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("There are no notes yet")
    (tmp_path / "photo.txt").write_bytes(bytes(range(256)) * 9)
    page.get_by_label("Meeting notes").fill("still here")
    page.locator("summary", has_text="Read files").click()
    page.locator("input[type=file]").set_input_files(tmp_path / "photo.txt")
    uploaded(page, 1)
    page.get_by_role("button", name="Analyze", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("photo.txt: this is not readable as text")
    expect(page.get_by_label("Meeting notes")).to_have_value("still here")


def test_a_file_too_large_is_refused_in_place(open_page: Open, tmp_path: Path) -> None:
    """A file over the upload limit never reaches the server; a sentence in the user's language says why."""
    (tmp_path / "big.txt").write_bytes(b"a" * 10_500_000)
    page = open_page()
    page.locator("summary", has_text="ファイルから読む").click()
    page.locator("input[type=file]").set_input_files(tmp_path / "big.txt")
    expect(page.locator("[data-testid=stFileChipIconError]")).to_be_visible()
    said = page.locator("[data-testid=stFileUploader]").evaluate("e => getComputedStyle(e, '::after').content")
    assert "10MBまで" in said


def test_the_switch_keeps_the_text(open_page: Open) -> None:
    """Japanese to English and the URL follows; the notes, the result and what is typed and not yet sent stay."""
    page = analyze(open_page(), FOUNDING)
    page.get_by_label("議事録・メモ").fill("まだ送っていない文")
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_label("Meeting notes")).to_have_value("まだ送っていない文")
    expect(page.locator(".k-note")).to_contain_text(FOUNDING.splitlines()[0])
    expect(page.get_by_role("heading", name="Findings")).to_be_visible()
    expect(page).to_have_url(re.compile(r"lang=en"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_it_becomes_ready(open_page: Open) -> None:
    """The page opens and a reading ends; how long that takes is measured by ``python -m eval.speed``."""
    page = analyze(open_page(), FOUNDING)
    expect(page.locator("[data-testid=stApp]")).to_have_attribute("data-test-script-state", "notRunning")
