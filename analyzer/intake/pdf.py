"""PDF files with a text layer: columns one after the other, wrapped lines joined, page furniture dropped."""

from __future__ import annotations

from analyzer.case import Note
from analyzer.intake.errors import about, damaged, encrypted
from analyzer.intake.limits import Clock, Limits
from analyzer.intake.pdf_layout import Glyph, Page, text_of_pages
from analyzer.intake.text import has_words, note_of

MOST_GLYPHS = 60_000
"""Letters that a page may have; more are no page."""
_PASSWORD = 4
"""PDFium's error code for a missing password."""


def read(data: bytes, name: str, limits: Limits) -> list[Note]:
    """The note in a .pdf file.

    Raises:
        IntakeError: it is encrypted, damaged, a scan without text, has too many pages, or is too long.
    """
    import pypdfium2

    clock = Clock(limits.seconds, name)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise (encrypted(name) if getattr(error, "err_code", None) == _PASSWORD else damaged(name, "PDF")) from None
    try:
        if len(document) > limits.pages:
            raise _too_many_pages(name, len(document), limits.pages)
        pages = []
        for number in range(len(document)):
            clock.check()
            pages.append(_page(document, number))
            if sum(len(page.glyphs) for page in pages) > 2 * limits.characters:
                limits.check_length("?" * sum(len(page.glyphs) for page in pages), name)
    except pypdfium2.PdfiumError:
        raise damaged(name, "PDF") from None
    finally:
        document.close()
    text = text_of_pages(pages)
    if not has_words(text):
        raise _scan(name)
    return [note_of(text, name, limits)]


def _page(document: object, number: int) -> Page:
    """The letters of a page with their places; only the raw interface gives them at a bearable speed."""
    import ctypes

    import pypdfium2.raw as pdfium

    page = document[number]  # type: ignore[index]  # the library has no types
    text = page.get_textpage()
    width, height = page.get_size()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    box = tuple(ctypes.byref(one) for one in (left, right, bottom, top))
    glyphs: list[Glyph] = []
    for place in range(min(text.count_chars(), MOST_GLYPHS)):
        code = pdfium.FPDFText_GetUnicode(text, place)
        if code < 0x20 or 0xD800 <= code <= 0xDFFF or code >= 0xFFFE or pdfium.FPDFText_IsGenerated(text, place) == 1:
            continue
        char = "・" if 0xF000 <= code <= 0xF0FF else chr(code)  # what symbol fonts have there: bullets
        if pdfium.FPDFText_GetLooseCharBox(text, place, loose := pdfium.FS_RECTF()):
            glyphs.append(Glyph(char, loose.left, loose.right, loose.bottom, loose.top))
        elif pdfium.FPDFText_GetCharBox(text, place, *box):
            glyphs.append(Glyph(char, left.value, right.value, bottom.value, top.value))
    text.close()
    page.close()
    return Page(glyphs, width, height)


def _too_many_pages(name: str, pages: int, most: int) -> Exception:
    return about(
        name,
        f"ページが多すぎます({pages:,}ページ)。{most:,}ページまでに分けてください。",
        f"too many pages ({pages:,}); please split it into parts of up to {most:,}.",
    )


def _scan(name: str) -> Exception:
    return about(
        name,
        "文字のない画像だけの PDF(スキャンなど)です。本文を貼り付けるか、先に OCR をかけてください。",
        "a scan without text; paste the text, or use OCR first.",
    )
