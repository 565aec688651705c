"""A brief as Markdown and as a Word document of one page; blanks filled by the rep go in beforehand."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from analyzer.brief.draft import Brief, shortened
from analyzer.brief.written import Part, Written
from analyzer.words import Words

if TYPE_CHECKING:
    from docx.document import Document

_HEADINGS = {
    "when": Words(ja="日時・場所", en="When and where"),
    "goal": Words(ja="目的(終わったときの姿)", en="Goal"),
    "asks": Words(ja="お願い", en="Asks"),
    "why": Words(ja="お願いする理由", en="Why you"),
    "flow": Words(ja="進行", en="Flow"),
    "background": Words(ja="背景(お願いに要る分だけ)", en="Background, only what the asks need"),
    "pride": Words(ja="お立場への配慮", en="The contact's standing"),
    "not_to_say": Words(ja="言わないこと", en="Not to say"),
    "fallback": Words(ja="進まなかったら", en="If it does not get that far"),
    "customer": Words(ja="お客様への言い方", en="What I say to the customer"),
    "left_out": Words(ja="あえて省いたこと", en="Left out on purpose"),
}


def fill(brief: Brief, blanks: Mapping[str, str]) -> Brief:
    """The brief with the rep's words in its blanks; what stays empty stays a blank."""
    given = {name: " ".join(words.split()) for name, words in blanks.items() if words.strip()}
    text = brief.model_dump_json(exclude={"blanks"})
    for blank in brief.blanks:
        if blank.stands_for and blank.id in given:
            text = text.replace(_in_json(blank.stands_for), _in_json(given[blank.id]))
    filled = Brief.model_validate(
        {**json.loads(text), "blanks": [blank for blank in brief.blanks if blank.id not in given]}
    )
    when = " ".join(given[name] for name in ("date", "place") if name in given)
    return filled.model_copy(
        update={"when_and_where": when or filled.when_and_where, "manager": given.get("manager", filled.manager)}
    )


def _in_json(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)[1:-1]


def parts(brief: Brief, *, for_rep: bool = False) -> list[Part]:
    """The brief's headings and lines in reading order.

    What the rep says to the customer and what was left out on purpose are ``for_rep``: the manager need not read them.
    """
    asks = tuple(_ask_line(brief, number) for number in range(len(brief.asks)))
    found = [
        ("when", (brief.when_and_where,) if brief.when_and_where else ()),
        ("goal", (brief.goal,)),
        ("asks", asks),
        ("why", (brief.why_manager,)),
        ("flow", brief.flow),
        ("background", tuple(_background_line(brief, number) for number in range(len(brief.background)))),
        ("pride", (brief.pride,)),
        ("not_to_say", brief.not_to_say),
        ("fallback", (brief.fallback,)),
        ("customer", (brief.customer_wording,) if for_rep and brief.customer_wording else ()),
        ("left_out", tuple(f"{one.what}: {one.why}" for one in brief.left_out) if for_rep else ()),
    ]
    return [Part(name, _HEADINGS[name].in_(brief.language), lines, name == "asks") for name, lines in found if lines]


def _ask_line(brief: Brief, number: int) -> str:
    ask = brief.asks[number]
    if brief.language == "ja":
        return f"{ask.moment}、{ask.what}。できた印: {ask.result}"
    return f"{ask.moment[0].upper()}{ask.moment[1:]}, {ask.what}. Result: {ask.result}"


def _background_line(brief: Brief, number: int) -> str:
    line = brief.background[number]
    words = shortened(line.quote.text)
    if brief.language == "ja":
        return f"{line.about}: 「{words}」(お願い{line.serves}のため)"
    return f"{line.about}: “{words}” (for ask {line.serves})"


def to_text(brief: Brief) -> str:
    """Plain text: for copying, for the lint, for a mail."""
    lines = [brief.title]
    for part in parts(brief):
        marks = (
            (f"{number}. " for number in range(1, len(part.lines) + 1)) if part.numbered else iter(lambda: "・", None)
        )
        lines += ["", f"■ {part.heading}", *(f"{mark}{line}" for mark, line in zip(marks, part.lines, strict=False))]
    return "\n".join(lines) + "\n"


_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#+!|$~])")


def written(brief: Brief | Written) -> Written:
    """A draft as every export writes it; what the rep wrote is that already."""
    return brief if isinstance(brief, Written) else Written(brief.title, tuple(parts(brief)))


def to_markdown(brief: Brief | Written) -> str:
    """Markdown; words from notes and profile are escaped, so they stay text wherever it is rendered."""
    title, sections = written(brief)
    lines = [f"# {_escaped(title)}"]
    for part in sections:
        lines += ["", f"## {_escaped(part.heading)}", ""] if part.heading else [""]
        for number, line in enumerate(part.lines, start=1):
            lines.append(f"{number}. {_escaped(line)}" if part.numbered else f"- {_escaped(line)}")
    return "\n".join(lines) + "\n"


def _escaped(words: str) -> str:
    return _MARKDOWN.sub(r"\\\1", words.replace("\n", " "))


def to_docx(brief: Brief | Written) -> bytes:
    """A Word document that fits one page on paper and reads well on a phone."""
    from docx import Document  # loaded only when a document is asked for

    document = Document()
    _lay_out_page(document)
    title, sections = written(brief)
    top = document.add_heading(_printable(title), level=1)
    top.paragraph_format.space_before = top.paragraph_format.space_after = 0
    for part in sections:
        heading = document.add_heading(_printable(part.heading), level=2)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = _points(6), 0
        for line in part.lines:
            style = "List Number" if part.numbered else "List Bullet" if len(part.lines) > 1 else "Normal"
            paragraph = document.add_paragraph(_printable(line), style=style)
            paragraph.paragraph_format.space_after = _points(1)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _printable(words: str) -> str:
    """Without control characters, which XML cannot hold."""
    return "".join(char for char in words if char >= " " or char in "\t\n")


def _points(size: float) -> Any:
    from docx.shared import Pt

    return Pt(size)


def _lay_out_page(document: Document) -> None:
    """A4, narrow margins, a font that has Japanese letters on Windows, Mac and phones."""
    from docx.oxml.ns import qn
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.5)
    for name in ("Normal", "Heading 1", "Heading 2", "List Number", "List Bullet"):
        style = document.styles[name]
        style.font.name = "Yu Gothic"
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Yu Gothic")
        style.font.size = _points({"Heading 1": 15, "Heading 2": 11.5}.get(name, 10.5))
