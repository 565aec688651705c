"""What else is said at a finding: the other engine's reading where the two disagree, and that a reaction decided it."""

from __future__ import annotations

from analyzer.analysis import Analysis, DoubtShown
from analyzer.page.markup import escaped, quotes
from analyzer.page.notes import claim_anchor
from analyzer.page.texts import say
from analyzer.reading import Aspect
from analyzer.rules.explain import VALUE_NAMES
from analyzer.words import Language


def doubt_at(analysis: Analysis, aspect: Aspect) -> str:
    """The doubt about a finding as HTML; empty where there is none, or where the rep has decided."""
    return "".join(_described(one, analysis.language) for one in analysis.doubts if one.aspect == aspect)


def lit_at(analysis: Analysis, aspect: Aspect) -> str:
    """Where a finding stands on words in several places, a link that lights all of them up in the notes."""
    finding = analysis.findings[aspect]
    if finding.by != "engine" or len(finding.quotes) <= 1:
        return ""
    return f'<p><a href="#{claim_anchor(aspect)}">{escaped(say("show_words", analysis.language))}</a></p>'


def reacted_at(analysis: Analysis, aspect: Aspect) -> str:
    """Where a finding's value came from a recorded reaction, the sentence that says so."""
    finding = analysis.findings[aspect]
    if finding.by != "engine" or finding.quotes or finding.reason not in {one.sign for one in analysis.recorded}:
        return ""
    return f'<p class="k-muted">✓ {escaped(say("from_reaction", analysis.language))}</p>'


def _described(doubt: DoubtShown, language: Language) -> str:
    other = "offline_name" if doubt.other_engine == "offline" else "model_name"
    sides = (
        (say("model_name", language), doubt.value, doubt.reason, doubt.quotes),
        (say(other, language), doubt.other_value, doubt.other_reason, doubt.other_quotes),
    )
    body = "".join(
        f"<dt>{escaped(say('doubt_says', language, engine=engine, value=VALUE_NAMES[value].in_(language)))}</dt>"
        f"<dd>{escaped(reason)}{quotes(found, language)}</dd>"
        for engine, value, reason, found in sides
    )
    title, hint = escaped(say("doubt", language)), escaped(say("doubt_choose", language))
    return f'<div class="k-notice k-warning k-doubt"><b>⚠ {title}</b><dl>{body}</dl><p class="k-muted">{hint}</p></div>'
