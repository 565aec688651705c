"""Word files: text, lists, tables as rows, text boxes and notes; tracked changes as accepted; comments left out, which is said."""

from __future__ import annotations

import io
import re
import zipfile

from analyzer.case import Note
from analyzer.intake.errors import damaged, no_text
from analyzer.intake.forms import FORM_NAMES
from analyzer.intake.limits import Limits
from analyzer.intake.markup import text_of_html
from analyzer.intake.package import check_package
from analyzer.intake.text import has_words, note_of
from analyzer.words import Words

COMMENTS = Words(
    ja="Word のコメントは読んでいません(本文ではないため)。",
    en="The Word comments were left out: they are not part of the text.",
)
_DOCUMENT = "word/document.xml"
_NOT_READ = ("word/media/", "word/theme/", "word/fonts/", "word/embeddings/", "customXml/", "docProps/")
_LOOKS = re.compile(rb"<w:(latentStyles|tblStylePr)\b[^>]*[^/]>.*?</w:\1>", re.DOTALL)
_RUBY = re.compile(rb"<w:ruby>(?:(?!</w:ruby>).)*?<w:rubyBase>|</w:rubyBase>\s*</w:ruby>", re.DOTALL)
"""What stands around the letters that furigana belong to; mammoth drops the letters with it."""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_VML = "urn:schemas-microsoft-com:vml"


def read(data: bytes, name: str, limits: Limits) -> list[Note]:
    """The note in a .docx file.

    Raises:
        IntakeError: it is encrypted, damaged, a bomb, blank or too long.
    """
    parts = check_package(data, name, FORM_NAMES["docx"], limits.unpacked)
    if _DOCUMENT not in parts and not any(part.startswith("word/document") for part in parts):
        raise damaged(name, FORM_NAMES["docx"])
    text = text_of_html(_as_html(data, name))
    if not has_words(text):
        raise no_text(name)
    return [note_of(text, name, limits, left_out=[COMMENTS] if _has_comments(data, parts) else [])]


def _as_html(data: bytes, name: str) -> str:
    import mammoth

    try:
        # Pictures are not looked at, and nothing outside of the file is.
        picture = mammoth.images.img_element(lambda _: {"src": ""})
        return str(
            mammoth.convert_to_html(
                io.BytesIO(_prepared(data)), convert_image=picture, external_file_access=False
            ).value
        )
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # a damaged file makes the library fail in any way
        raise damaged(name, FORM_NAMES["docx"]) from error


def _has_comments(data: bytes, parts: list[str]) -> bool:
    where = next((part for part in parts if re.fullmatch(r"word/comments\d*\.xml", part)), None)
    if where is None:
        return False
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return b"<w:comment " in package.read(where)


def _prepared(data: bytes) -> bytes:
    """The file as mammoth reads it best.

    Every text box also in the old form, the only one it knows: Word writes both, others only the new one. And its styles without the looks
    of tables, which are most of a short file and nothing that is kept.
    """
    whole = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as copy:
        for part in package.infolist():
            if part.filename.startswith(_NOT_READ):
                continue
            words = package.read(part)
            if part.filename == _DOCUMENT and b"txbxContent" in words:
                words = _old_boxes_added(words) or words
            if part.filename.startswith("word/") and b"<w:ruby>" in words:
                words = _RUBY.sub(b"", words)
            elif part.filename == "word/styles.xml":
                words = _LOOKS.sub(b"", words)
            copy.writestr(part.filename, words)
    return whole.getvalue()


def _old_boxes_added(document: bytes) -> bytes | None:
    from xml.etree.ElementTree import Element, SubElement, tostring

    from defusedxml.ElementTree import fromstring

    root: Element = fromstring(document, forbid_dtd=True)
    changed = False
    for choice in list(root.iter(f"{{{_MC}}}AlternateContent")):
        boxes = list(choice.iter(f"{{{_W}}}txbxContent"))
        if boxes and choice.find(f"{{{_MC}}}Fallback") is None:
            shape = SubElement(
                SubElement(SubElement(choice, f"{{{_MC}}}Fallback"), f"{{{_W}}}pict"), f"{{{_VML}}}shape"
            )
            for box in boxes:
                SubElement(shape, f"{{{_VML}}}textbox").append(box)
            changed = True
    return tostring(root, encoding="utf-8", xml_declaration=True) if changed else None
