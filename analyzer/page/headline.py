"""What a rep with five minutes needs, in one card: who, where they stand, the first thing to do."""

from __future__ import annotations

from analyzer.analysis import Analysis
from analyzer.brief.naming import called
from analyzer.page.markup import escaped, put
from analyzer.page.texts import say
from analyzer.rules.explain import ASPECT_NAMES, QUADRANT_NAMES
from analyzer.words import Language

SECTIONS = ("findings", "hypotheses", "moves", "brief", "note", "timeline")


def show_headline(analysis: Analysis) -> None:
    """The headline card with links to the sections."""
    language = analysis.language
    rows = "".join(f"<dt>{escaped(name)}</dt><dd>{escaped(words)}</dd>" for name, words in _rows(analysis))
    links = "".join(f'<a href="#{name}">{escaped(say(name, language))}</a>' for name in SECTIONS)
    put(
        f'<section class="k-head"><h2 id="result">{escaped(verdict(analysis))}</h2><dl>{rows}</dl>'
        f'<nav class="k-jump" aria-label="{escaped(say("jump", language))}">{links}</nav></section>',
        language,
    )


def who(analysis: Analysis) -> str:
    """The contact as a reader of the page's language would call them."""
    if analysis.contact is None:
        return say("nobody", analysis.language)
    return called(analysis.contact.name, None, analysis.language)


def verdict(analysis: Analysis) -> str:
    """One sentence: who the contact is and in which quadrant, or why there is none."""
    language: Language = analysis.language
    if analysis.findings["outside_cause"].value == "true":
        return say("headline_outside", language, who=who(analysis))
    if analysis.quadrant:
        return say("headline", language, who=who(analysis), quadrant=QUADRANT_NAMES[analysis.quadrant].in_(language))
    unknown = [
        ASPECT_NAMES[axis].in_(language)
        for axis in ("authority", "information")
        if analysis.findings[axis].value == "unknown"
    ]
    return say("headline_open", language, who=who(analysis), axes=("・" if language == "ja" else ", ").join(unknown))


def _rows(analysis: Analysis) -> list[tuple[str, str]]:
    language = analysis.language
    rows = []
    if analysis.questions and not analysis.quadrant:
        rows.append((say("first_question", language), analysis.questions[0].ask))
    if analysis.moves:
        rows.append((say("first_move", language), analysis.moves[0].purpose))
    supported = [one for one in analysis.hypotheses if one.standing == "supported"]
    if supported:
        rows.append((say("closest", language), supported[0].statement))
    return rows
