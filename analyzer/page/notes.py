"""The notes as they were read, with the words that serve as evidence marked by colour, line and letter."""

from __future__ import annotations

from analyzer.analysis import Analysis, NoteShown
from analyzer.page.highlights import Marked, Piece, marked_quotes, pieces
from analyzer.page.markup import escaped, heading, put, quote_anchor
from analyzer.page.texts import ASPECT_MARKS, say
from analyzer.rules.explain import ASPECT_NAMES
from analyzer.words import Language


def show_notes(analysis: Analysis) -> None:
    """Every note in full, always as text."""
    language = analysis.language
    heading("note", language, "note")
    marked = marked_quotes(analysis)
    kinds = [kind for kind in ASPECT_MARKS if any(one.kind == kind for one in marked)]
    put(_legend(kinds, language), language)
    for number, note in enumerate(analysis.notes):
        own = [one for one in marked if one.quote.note == number]
        title = _title(number, note, language) if len(analysis.notes) > 1 or note.source else ""
        body = "".join(_piece(piece, language) for piece in pieces(note.text, own))
        label = escaped(say("note_number", language, number=number + 1))
        put(f'{title}<div class="k-note" tabindex="0" role="region" aria-label="{label}">{body}</div>', language)


def _title(number: int, note: NoteShown, language: Language) -> str:
    parts = [say("note_number", language, number=number + 1), note.source or say("pasted", language), note.date or ""]
    return f"<h4>{escaped(' · '.join(part for part in parts if part))}</h4>"


def _piece(piece: Piece, language: Language) -> str:
    if not piece.kinds:
        return escaped(piece.text)
    anchors = dict.fromkeys(quote_anchor(one.quote) for one in piece.begins)
    here = "".join(f'<span class="k-here" id="{anchor}"></span>' for anchor in anchors)
    return f'{here}<mark class="m-{piece.kinds[0]}">{_tags(piece.begins, language)}{escaped(piece.text)}</mark>'


def _tags(begins: tuple[Marked, ...], language: Language) -> str:
    kinds = dict.fromkeys(one.kind for one in begins)
    return "".join(
        f'<span class="k-tag" title="{escaped(_name(kind, language))}">{ASPECT_MARKS[kind].in_(language)}</span>'
        for kind in kinds
    )


def _name(kind: str, language: Language) -> str:
    if kind == "hypothesis":
        return say("legend_hypothesis", language)
    return ASPECT_NAMES[kind].in_(language)  # type: ignore[index]


def _legend(kinds: list[str], language: Language) -> str:
    if not kinds:
        return f'<p class="k-muted">{escaped(say("no_marks", language))}</p>'
    items = (
        f'<li><mark class="m-{kind}"><span class="k-tag">{ASPECT_MARKS[kind].in_(language)}</span>{escaped(_name(kind, language))}</mark></li>'
        for kind in kinds
    )
    return f'<ul class="k-legend" aria-label="{escaped(say("legend", language))}">{"".join(items)}</ul>'
