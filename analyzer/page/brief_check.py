"""The brief looked at: by the lint, beside the words it means; and by the manager, on a phone."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.analysis import Analysis
from analyzer.brief.draft import BLANK
from analyzer.brief.lint import Complaint, lint
from analyzer.brief.written import Part, read_written, seconds_to_read
from analyzer.page import state
from analyzer.page.brief_text import blanks
from analyzer.page.highlights import Marked, pieces
from analyzer.page.markup import escaped, pill, put
from analyzer.page.texts import say
from analyzer.reading import Quote
from analyzer.words import Language

A_MINUTE = 60


def complaints_about(text: str, analysis: Analysis) -> list[Complaint]:
    """What the lint finds in the text, in the order of the text; facts are the notes, the profile and the filled blanks."""
    known = [note.text for note in analysis.notes]
    facts = "\n".join([*known, *state.profile().model_dump().values(), *blanks().values()])
    found = lint(text, facts=facts, introduction=analysis.findings["introduction"].value)
    return sorted(found, key=lambda one: (one.end > one.start, one.start))


def show_check(text: str, complaints: Sequence[Complaint], language: Language) -> None:
    """The text line by line, the words in question marked and numbered, and under each line what is to be mended in it."""
    numbered = list(enumerate(complaints, start=1))
    missing = [one for one in numbered if one[1].end <= one[1].start]
    within = [one for one in numbered if one[1].end > one[1].start]
    blank = text.count(BLANK)
    clean = f'<p class="k-clean">✓ {escaped(say("lint_clean", language))}</p>' if not complaints and not blank else ""
    if blank:
        clean = f'<div class="k-complaint">{escaped(say("blanks_left", language, count=blank))}</div>'
    top = "".join(_complaint(number, one, language) for number, one in missing)
    if top:
        top = f'<p class="k-label">{escaped(say("lint_missing", language))}</p>{top}'
    body, at = "", 0
    for line in text.splitlines(keepends=True):
        here = [(number, one) for number, one in within if at <= one.start < at + len(line)]
        body += _line(line, at, within, language) + "".join(_complaint(number, one, language) for number, one in here)
        at += len(line)
    put(f'{clean}{top}<article class="k-paper k-checked">{body}</article>', language)


def _line(line: str, at: int, within: Sequence[tuple[int, Complaint]], language: Language) -> str:
    """A line with the words in question marked; a complaint that goes on over the end of the line is marked as far as it goes."""
    words = line.rstrip("\r\n")
    if not words.strip():
        return ""
    marked = []
    for number, one in within:
        start, end = max(one.start - at, 0), min(one.end - at, len(words))
        if start < end:
            marked.append(Marked(Quote(note=0, start=start, end=end, text=words[start:end]), str(number)))
    body = ""
    for piece in pieces(words, marked):
        tags = "".join(f'<span class="k-tag">{one.kind}</span>' for one in piece.begins)
        body += f'<mark class="m-lint">{tags}{escaped(piece.text)}</mark>' if piece.kinds else escaped(piece.text)
    return f'<p class="{"k-line-head" if words.startswith("■") else ""}" lang="{language}">{body}</p>'


def _complaint(number: int, one: Complaint, language: Language) -> str:
    why, suggestion = escaped(one.why.in_(language)), escaped(one.suggestion.in_(language))
    label = escaped(say("lint_suggestion", language))
    return (
        f'<div class="k-complaint"><span class="k-tag">{number}</span> {pill(one.rule, "source")} {why}'
        f'<br><span class="k-muted">{label}</span> {suggestion}</div>'
    )


def show_as_manager(text: str, language: Language) -> None:
    """The text as it comes up on a phone, with the time it takes."""
    seconds = seconds_to_read(text)
    name = "reading_time" if seconds <= A_MINUTE else "reading_time_long"
    kind = "supported" if seconds <= A_MINUTE else "unchecked"
    found = read_written(text)
    body = "".join(_section(part) for part in found.parts)
    put(
        f"<p>{pill(say(name, language, seconds=seconds), kind)}</p>"
        f'<div class="k-phone" role="region" tabindex="0" aria-label="{escaped(say("phone", language))}">'
        f'<article class="k-paper"><h4>{escaped(found.title)}</h4>{body}</article></div>',
        language,
    )


def _section(part: Part) -> str:
    kind = "ol" if part.numbered else "ul" if len(part.lines) > 1 else "p"
    lines = "".join(f"<li>{escaped(line)}</li>" if kind != "p" else escaped(line) for line in part.lines)
    head = f"<h5>{escaped(part.heading)}</h5>" if part.heading else ""
    return f"{head}<{kind}>{lines}</{kind}>"
