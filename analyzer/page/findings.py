"""The contact and the five findings: value, reason, words of the note, and the way to correct them."""

from __future__ import annotations

import streamlit as st

from analyzer.analysis import Analysis, FindingShown
from analyzer.page import state
from analyzer.page.doubts import doubt_at, lit_at, reacted_at
from analyzer.page.headline import who
from analyzer.page.markup import escaped, pill, put, quotes
from analyzer.page.texts import say
from analyzer.reading import VALUES, Aspect
from analyzer.rules.explain import ASPECT_NAMES, VALUE_NAMES
from analyzer.words import Language

SURE, LIKELY = 0.8, 0.55
"""From which of the engine's own probabilities a value is called clear, and likely."""


def show_contact(analysis: Analysis) -> None:
    """Who the notes are about."""
    language, contact = analysis.language, analysis.contact
    if contact is None:
        inner = f'<p class="k-muted">{escaped(say("no_contact", language))}</p>'
    else:
        known = " · ".join(part for part in (contact.organization, contact.title) if part)
        inner = f'<span class="k-muted">{escaped(known)}</span>' if known else ""
    title = f"{say('contact', language)}: {who(analysis)}" if contact else say("contact", language)
    put(f'<div class="k-row"><h4>{escaped(title)}</h4>{inner}</div>', language)


def show_findings(analysis: Analysis) -> None:
    """The five findings under one another, each with its values to choose from."""
    put(f'<p class="k-muted">{escaped(say("correct_hint", analysis.language))}</p>', analysis.language)
    for aspect in VALUES:
        with st.container(border=True, gap="small", key=f"finding_{aspect}"):
            beside = lit_at(analysis, aspect) + doubt_at(analysis, aspect) + reacted_at(analysis, aspect)
            _show(aspect, analysis.findings[aspect], beside, analysis.language)


def _show(aspect: Aspect, finding: FindingShown, beside: str, language: Language) -> None:
    put(_headed(aspect, finding, language), language)
    _choose(aspect, finding, language)  # above the words, which give way to a correction: a value stays under the click
    put(_reasoned(finding, language) + beside, language)
    if finding.by == "rep":
        st.button(
            say("take_back", language),
            key=f"take_back_{aspect}",
            type="tertiary",
            on_click=state.take_back,
            args=(aspect,),
        )
    elif not finding.checked:
        confirmed = (aspect, finding.value)
        st.button(
            say("confirm", language), key=f"confirm_{aspect}", type="tertiary", on_click=state.correct, args=confirmed
        )


def _headed(aspect: Aspect, finding: FindingShown, language: Language) -> str:
    value = VALUE_NAMES[finding.value].in_(language)
    badges = [pill(value, "unknown" if finding.value == "unknown" else "value")]
    if finding.by == "rep":
        badges.append(pill(f"✎ {say('corrected', language)}", "rep"))
    else:
        if not finding.checked:
            badges.append(pill(f"⚠ {say('unchecked', language)}", "unchecked"))
        badges.append(_sureness(finding, language))
    name = ASPECT_NAMES[aspect].in_(language)
    title = name if language == "ja" else name[0].upper() + name[1:]
    return f'<div class="k-row" id="f-{aspect}"><h4>{escaped(title)}</h4>{"".join(badges)}</div>'


def _reasoned(finding: FindingShown, language: Language) -> str:
    """Why the engine says so, with the words of the note; after a correction what it had said."""
    if finding.by != "rep":
        return f'<p class="k-muted">{escaped(finding.reason)}</p>{quotes(finding.quotes, language)}'
    said = VALUE_NAMES[finding.engine_value or finding.value].in_(language)
    return f'<p class="k-muted">{escaped(say("engine_said", language, value=said))}</p>'


def _sureness(finding: FindingShown, language: Language) -> str:
    """How sure the engine is, in words; nothing where it claims nothing or does not say."""
    if finding.confidence is None or not finding.quotes:
        return ""
    word = "sure_high" if finding.confidence >= SURE else "sure_middle" if finding.confidence >= LIKELY else "sure_low"
    return f'<span class="k-muted" title="{escaped(say("sureness", language))}">{escaped(say(word, language))}</span>'


def _choose(aspect: Aspect, finding: FindingShown, language: Language) -> None:
    """The values in a row, the standing one chosen: another one is a click away."""
    key = f"value_{aspect}"
    st.session_state[key] = finding.value
    st.segmented_control(
        say("correct", language, aspect=ASPECT_NAMES[aspect].in_(language)),
        VALUES[aspect],
        format_func=lambda value: VALUE_NAMES[value].in_(language),
        key=key,
        required=True,
        wrap=True,
        label_visibility="collapsed",
        on_change=_corrected,
        args=(aspect,),
    )


def _corrected(aspect: Aspect) -> None:
    state.correct(aspect, str(st.session_state[f"value_{aspect}"]))
