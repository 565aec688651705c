"""The notes as they were read, beside what is claimed of them: a claim chosen lights up its words, words chosen name their claims.

All of it is plain HTML: links to places on the page and ``:target``, so it needs no script and no round to the server, and the keyboard is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from analyzer.analysis import Analysis, NoteShown
from analyzer.page.highlights import Claim, Marked, Piece, claims, marked_quotes, pieces
from analyzer.page.markup import escaped, heading, put, quote_anchor
from analyzer.page.texts import ASPECT_MARKS, say
from analyzer.reading import Quote
from analyzer.rules.explain import ASPECT_NAMES
from analyzer.words import Language

_GROUPS = ("claims_findings", "claims_hypotheses", "claims_signals")


def show_notes(analysis: Analysis) -> None:
    """Every note in full, always as text, and the claims that stand on it."""
    language = analysis.language
    heading("note", language, "note")
    known, marked = claims(analysis), marked_quotes(analysis)
    places = _places(known)
    texts, words = [], []
    for number, note in enumerate(analysis.notes):
        cut = pieces(note.text, [one for one in marked if one.quote.note == number])
        title = _title(number, note, language) if len(analysis.notes) > 1 or note.source else ""
        label = escaped(say("note_number", language, number=number + 1))
        body = "".join(_piece(piece, f"w-{number}-{place}", places, language) for place, piece in enumerate(cut))
        texts.append(f'{title}<div class="k-note" tabindex="0" role="region" aria-label="{label}">{body}</div>')
        words += [(f"w-{number}-{place}", piece) for place, piece in enumerate(cut) if piece.claims]
    _light_up([claim.id for claim in known], [name for name, _ in words])
    kinds = [kind for kind in ASPECT_MARKS if any(one.kind == kind for one in marked)]
    put(_legend(kinds, language), language)
    put(
        f'<div class="k-see">{_list(known, language)}<div>{"".join(texts)}</div></div>{_sheets(words, known, language)}',
        language,
    )


def claim_anchor(claim: str) -> str:
    """The id of the place in the notes to which a claim leads."""
    return f"c-{claim}"


def _light_up(known: Sequence[str], words: Sequence[str]) -> None:
    """The style by which a chosen claim's words stand out and all others step back; ids are of our own making."""
    rules = [f".stApp:has(#{claim_anchor(one)}:target)" for one in known]
    lit = [f"{rule} mark.{claim_anchor(one)}" for rule, one in zip(rules, known, strict=True)]
    lit += [f".stApp:has(#{name}:target) mark.{name}" for name in words]
    back = [f"{rule} .k-note mark:not(.{claim_anchor(one)})" for rule, one in zip(rules, known, strict=True)]
    chosen = [f'{rule} .k-claim[href="#{claim_anchor(one)}"]' for rule, one in zip(rules, known, strict=True)]
    style = "".join(
        f"{','.join(where)}{{{what}}}"
        for where, what in (
            (lit, "outline:3px solid var(--accent);outline-offset:1px;font-weight:700"),
            (back, "background:none;text-decoration-color:var(--line)"),
            (chosen, "background:var(--accent-soft);border-color:var(--accent);font-weight:650"),
        )
        if where
    )
    st.html(f"<style>{style or '.k-note{}'}</style>")


def _title(number: int, note: NoteShown, language: Language) -> str:
    parts = [say("note_number", language, number=number + 1), note.source or say("pasted", language), note.date or ""]
    return f"<h4>{escaped(' · '.join(part for part in parts if part))}</h4>"


def _places(known: Iterable[Claim]) -> dict[Quote, list[str]]:
    """For each quote the anchors of the claims that lead to it: a claim leads to the first of its quotes."""
    places: dict[Quote, list[str]] = {}
    for claim in known:
        places.setdefault(claim.quotes[0], []).append(claim_anchor(claim.id))
    return places


def _piece(piece: Piece, name: str, places: Mapping[Quote, list[str]], language: Language) -> str:
    """A stretch of the note; where claims stand on it the words are a link that names them."""
    if not piece.kinds:
        return escaped(piece.text)
    begun = dict.fromkeys(one.quote for one in piece.begins)
    anchors = [anchor for quote in begun for anchor in places.get(quote, ())]
    anchors += [quote_anchor(quote) for quote in begun]  # right before the words: the style looks back from there
    here = "".join(f'<span class="k-here" id="{anchor}"></span>' for anchor in anchors)
    lit = " ".join([name, *map(claim_anchor, piece.claims)])
    words = f'<a class="k-words" href="#{name}">{escaped(piece.text)}</a>' if piece.claims else escaped(piece.text)
    return f'{here}<mark class="m-{piece.kinds[0]} {lit}">{_tags(piece.begins, language)}{words}</mark>'


def _tags(begins: tuple[Marked, ...], language: Language) -> str:
    """The letters of the kinds that begin here; a signal shows only where nothing is made of it."""
    kinds = dict.fromkeys(one.kind for one in begins)
    shown = [kind for kind in kinds if kind != "signal" or len(kinds) == 1]
    return "".join(
        f'<span class="k-tag" title="{escaped(_name(kind, language))}">{ASPECT_MARKS[kind].in_(language)}</span>'
        for kind in shown
    )


def _name(kind: str, language: Language) -> str:
    if kind in ("hypothesis", "signal"):
        return say(f"legend_{kind}", language)
    return ASPECT_NAMES[kind].in_(language)  # type: ignore[index]


def _legend(kinds: list[str], language: Language) -> str:
    if not kinds:
        return f'<p class="k-muted">{escaped(say("no_marks", language))}</p>'
    items = (
        f'<li><mark class="m-{kind}"><span class="k-tag">{ASPECT_MARKS[kind].in_(language)}</span>{escaped(_name(kind, language))}</mark></li>'
        for kind in kinds
    )
    return f'<ul class="k-legend" aria-label="{escaped(say("legend", language))}">{"".join(items)}</ul>'


def _list(known: Sequence[Claim], language: Language) -> str:
    """The claims by kind, each a link to its first words."""
    if not known:
        return ""
    groups: dict[str, list[Claim]] = {name: [] for name in _GROUPS}
    for claim in known:
        number = {"hypothesis": 1, "signal": 2}.get(claim.kind, 0)
        groups[_GROUPS[number]].append(claim)
    body = "".join(
        f'<p class="k-label">{escaped(say(name, language))}</p><ul>{_items(group, language)}</ul>'
        for name, group in groups.items()
        if group
    )
    title, hint = escaped(say("claims", language)), escaped(say("words_hint", language))
    return f'<nav class="k-claims" aria-label="{title}"><p class="k-muted"><b>{title}</b><br>{hint}</p>{body}</nav>'


def _items(group: Iterable[Claim], language: Language) -> str:
    return "".join(
        f'<li><a class="k-claim" href="#{claim_anchor(claim.id)}">{_mark(claim, language)}{escaped(claim.words)}</a></li>'
        for claim in group
    )


def _mark(claim: Claim, language: Language) -> str:
    return f'<mark class="m-{claim.kind}"><span class="k-tag">{ASPECT_MARKS[claim.kind].in_(language)}</span></mark> '


def _sheets(words: Iterable[tuple[str, Piece]], known: Sequence[Claim], language: Language) -> str:
    """For each stretch of words a sheet at the foot of the screen, shown while those words are chosen."""
    by_id = {claim.id: claim for claim in known}
    title, close = escaped(say("stand_on", language)), escaped(say("close", language))
    sheets = []
    for name, piece in words:
        items = "".join(
            f'<li><a href="#{by_id[one].place}">{_mark(by_id[one], language)}{escaped(by_id[one].words)}</a></li>'
            for one in piece.claims
        )
        sheets.append(
            f'<aside class="k-sheet" id="{name}" aria-label="{title}"><div class="k-row"><b>{title}</b>'
            f'<a class="k-close" href="#k-none">✕ {close}</a></div><ul>{items}</ul></aside>'
        )
    return "".join(sheets)
