"""An analysis as plain text, for the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analyzer.analysis import Analysis, Because, DoubtShown, HypothesisShown, MoveShown
from analyzer.brief.documents import to_text
from analyzer.reading import VALUES, Aspect
from analyzer.rules.explain import ASPECT_NAMES, QUADRANT_NAMES, VALUE_NAMES
from analyzer.words import Language, Words

_STANDING = {
    "supported": Words(ja="裏づけあり", en="supported"),
    "open": Words(ja="未確認", en="open"),
    "weakened": Words(ja="弱まった", en="weakened"),
}
_HEADINGS = {
    "findings": Words(ja="読み取り", en="Findings"),
    "hypotheses": Words(ja="かもしれない", en="It may be that …"),
    "moves": Words(ja="次の一手", en="Next moves"),
    "questions": Words(ja="次に確かめること", en="To find out next"),
    "why": Words(ja="なぜそう言えるか", en="Why"),
    "brief": Words(ja="上司へのブリーフ(下書き)", en="Brief to your manager (draft)"),
}


def as_text(analysis: Analysis) -> str:
    """The whole analysis as lines of text, ending in a line feed."""
    return "\n".join(_lines(analysis)) + "\n"


def _lines(analysis: Analysis) -> Iterator[str]:
    ja = analysis.language == "ja"
    contact = analysis.contact
    who = contact.name + (f" ({contact.title})" if contact.title else "") if contact else ("不明" if ja else "unknown")
    yield f"{'相手' if ja else 'Contact'}: {who}"
    if analysis.quadrant:
        yield f"{'象限' if ja else 'Quadrant'}: {QUADRANT_NAMES[analysis.quadrant].in_(analysis.language)}"
    yield from (f"! {warning}" for warning in analysis.warnings)
    yield from (f"! {_doubt(doubt, analysis.language)}" for doubt in analysis.doubts)
    yield from _section(analysis, "findings", (line for aspect in VALUES for line in _finding(analysis, aspect)))
    yield from _section(
        analysis, "hypotheses", (line for one in analysis.hypotheses for line in _hypothesis(analysis, one))
    )
    yield from _section(
        analysis,
        "moves",
        (line for number, move in enumerate(analysis.moves, 1) for line in _move(analysis, number, move)),
    )
    yield from _section(analysis, "questions", (f"- {question.ask}" for question in analysis.questions))
    yield from _section(analysis, "why", (f"- {sentence}" for sentence in analysis.explanation))
    brief = to_text(analysis.brief).splitlines() if analysis.brief else [analysis.no_brief_because or ""]
    yield from _section(analysis, "brief", brief)


def _doubt(doubt: DoubtShown, language: Language) -> str:
    """Both readings of an axis on which the engines contradict each other, each with its reason."""
    name = ASPECT_NAMES[doubt.aspect].in_(language)
    one, other = (VALUE_NAMES[value].in_(language) for value in (doubt.value, doubt.other_value))
    check = "要確認" if language == "ja" else "please check"
    other_reader = "組み込みエンジン" if language == "ja" else "the embedded engine"
    return f"{check}: {name}: {one} ({doubt.reason}) ⇔ {other_reader}: {other} ({doubt.other_reason})"


def _section(analysis: Analysis, name: str, lines: Iterable[str]) -> Iterator[str]:
    kept = list(lines)
    if kept:
        yield from ("", f"## {_HEADINGS[name].in_(analysis.language)}", *kept)


def _finding(analysis: Analysis, aspect: Aspect) -> Iterator[str]:
    finding = analysis.findings[aspect]
    name, value = ASPECT_NAMES[aspect].in_(analysis.language), VALUE_NAMES[finding.value].in_(analysis.language)
    doubt = "" if finding.checked else (" [要確認]" if analysis.language == "ja" else " [please check]")
    yield f"- {name}: {value}{doubt} {finding.reason}"
    yield from (f"    「{_flat(quote.text)}」" for quote in finding.quotes)


def _hypothesis(analysis: Analysis, one: HypothesisShown) -> Iterator[str]:
    yield f"- {one.statement} [{_STANDING[one.standing].in_(analysis.language)}]"
    yield from (f"    {_because(because)}" for because in one.because)
    yield f"    {'見分け方' if analysis.language == 'ja' else 'Told apart by'}: {one.told_apart_by}"


def _because(because: Because) -> str:
    words = f" 「{_flat(because.text)}」" if because.text else ""
    return f"{'＋' if because.direction == '+' else '−'} {because.name}{words}"


def _move(analysis: Analysis, number: int, move: MoveShown) -> Iterator[str]:
    ja = analysis.language == "ja"
    yield f"{number}. {move.purpose}"
    yield f"    {move.what}"
    yield f"    {'言い方' if ja else 'Wording'}: {move.wording}"
    for reaction in move.reactions:
        yield f"    ⇒ {reaction.sign}: {reaction.means} {reaction.then}"
    yield f"    {'注意' if ja else 'Caution'}: {move.caution}"


def _flat(words: str) -> str:
    return " ".join(words.split())
