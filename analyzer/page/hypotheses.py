"""The かもしれない: at most three in the open, the others by what they wait for."""

from __future__ import annotations

import streamlit as st

from analyzer.analysis import Analysis, Because, HeldBackShown, HypothesisShown
from analyzer.page.markup import escaped, heading, pill, put, quoted
from analyzer.page.notes import claim_anchor
from analyzer.page.texts import say
from analyzer.reading import Quote
from analyzer.words import Language

_ICONS = {"supported": "✔", "open": "○", "weakened": "▽"}
_HELD = ("more", "if_it_stalls", "could_become", "outside_cause")


def show_hypotheses(analysis: Analysis) -> None:
    """The cards, and behind a click the held back ones."""
    language = analysis.language
    heading("hypotheses", language, "hypotheses")
    if analysis.hypotheses:
        put("".join(_card(one, language) for one in analysis.hypotheses), language)
    else:
        put(f'<p class="k-muted">{escaped(say("no_hypotheses", language))}</p>', language)
    if analysis.held_back:
        with st.expander(say("held_back", language, count=len(analysis.held_back))):
            put(_held_back(analysis.held_back, language), language)


def _card(one: HypothesisShown, language: Language) -> str:
    standing = pill(f"{_ICONS[one.standing]} {say(one.standing, language)}", one.standing)
    source = pill(say(one.source, language), "source")
    told = f'<p><span class="k-label">{escaped(say("told_apart", language))}</span><br>{escaped(one.told_apart_by)}</p>'
    first = "-" if one.standing == "weakened" else "+"
    reacted = {reason.name for reason in one.because if reason.kind == "reaction"}
    because = [
        reason for reason in one.because if reason.text or reason.kind == "reaction" or reason.name not in reacted
    ]
    told_first = sorted(because, key=lambda reason: reason.direction != first)  # what made the standing comes first
    evidence = "".join(_evidence(reason, language) for reason in told_first)
    return (
        f'<article class="k-card k-is-{one.standing}" id="h-{one.id}"><h4>{escaped(one.statement)}</h4><div class="k-row" style="margin-top:.3rem">{standing}{source}</div>'
        f'<p class="k-muted">{escaped(one.meaning)}</p>'
        f"{f'<ul class=k-evidence>{evidence}</ul>' if evidence else ''}{_to_words(one, language)}{told}</article>"
    )


def _to_words(one: HypothesisShown, language: Language) -> str:
    if not any(reason.text for reason in one.because):
        return ""
    return f'<p><a href="#{claim_anchor(f"h-{one.id}")}">{escaped(say("show_words", language))}</a></p>'


def _evidence(reason: Because, language: Language) -> str:
    sign, word = ("＋", "for") if reason.direction == "+" else ("－", "against")
    kind = "k-plus" if reason.direction == "+" else "k-minus"
    words = quoted(_quote(reason), language) if reason.text else ""
    source = f" {pill(say('by_reaction', language), 'plain')}" if reason.kind == "reaction" else ""
    return f'<li><span class="{kind}">{sign} {escaped(say(word, language))}</span>{source} {escaped(reason.name)}{words}</li>'


def _quote(reason: Because) -> Quote:
    return Quote(note=reason.note or 0, start=reason.start or 0, end=reason.end or 0, text=reason.text or "")


def _held_back(held: tuple[HeldBackShown, ...], language: Language) -> str:
    parts = []
    for because in _HELD:
        waiting = [one for one in held if one.held == because]
        if waiting:
            items = "".join(
                f"<li>{escaped(one.statement)}<br><span class=k-muted>{escaped(one.told_apart_by)}</span></li>"
                for one in waiting
            )
            parts.append(
                f'<p class="k-label">{escaped(say(f"held_{because}", language))}</p><ul style="padding-left:1.2rem">{items}</ul>'
            )
    return "".join(parts)
