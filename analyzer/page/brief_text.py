"""The brief's text as it stands in the session: the draft with its blanks filled, under the rep's own words.

The draft follows every correction, reaction and blank; lines that the rep wrote stay (``analyzer.brief.written.in_step``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, cast

import streamlit as st

from analyzer.analysis import Analysis, analyze
from analyzer.brief.documents import fill, to_text
from analyzer.brief.draft import Brief
from analyzer.brief.written import in_step
from analyzer.case import BriefSaved, Case, MergedFrom
from analyzer.page import state


class Own(NamedTuple):
    """What the rep wrote, and the draft it was written over. Filled blanks stand in both as the draft calls them."""

    over: str
    text: str


class Desk:
    """The text as it was last known. A file is made at the click from what lies here, so that the words typed right before are in it."""

    def __init__(self) -> None:
        self.text = ""


def desk() -> Desk:
    """The desk of the case being looked at."""
    return cast("Desk", st.session_state.setdefault("blank_desk", Desk()))


def area(brief: Brief) -> str:
    """The key of the text area."""
    return f"brief_text_{brief.kind}_{brief.language}"


def blanks() -> dict[str, str]:
    """What was filled in so far, by the blanks' ids; a widget that is not drawn for a while must not lose it."""
    return cast("dict[str, str]", st.session_state.setdefault("blank_words", {}))


def open_versions(analysis: Analysis) -> None:
    """Take up the latest saved version where this session has nothing of its own yet."""
    whole = state.case()
    if whole is None or analysis.brief is None or st.session_state.get("blank_opened") == _name(analysis.brief):
        return
    st.session_state.blank_opened = _name(analysis.brief)
    if _name(analysis.brief) in _written() or not whole.briefs:
        return
    version = whole.briefs[-1]
    over = draft_under(whole, version)
    if over and _name(over) == _name(analysis.brief):
        take_up(over, version)


def take_up(brief: Brief, version: BriefSaved) -> None:
    """Go on from a saved version; ``brief`` is the draft that it was written over."""
    for name, words in version.blanks.items():
        fill_in(name, words)
    given = _given(brief, version.blanks)
    own = _unfilled(version.text, given)
    _written()[_name(brief)] = Own(_unfilled(to_text(fill(brief, version.blanks)), given), own)


def draft_under(whole: Case, version: BriefSaved) -> Brief | None:
    """The draft as it was when a version was saved: everything that came before says it again."""
    before = []
    for event in whole.timeline:
        if event is version:
            break
        if not isinstance(event, MergedFrom):  # its events are in the timeline themselves
            before.append(event)
    earlier = Case(events=tuple(before))
    if earlier.reading is None:
        return None
    return analyze(earlier, language=version.language, profile=state.profile()).brief


def fill_in(name: str, words: str) -> None:
    """Fill a blank, also where its field is drawn already in another run."""
    blanks()[name] = words
    st.session_state[f"blank_{name}"] = words


def standing_text(brief: Brief) -> str:
    """The text as it stands now."""
    now, own = to_text(fill(brief, blanks())), _written().get(_name(brief))
    if own is None:
        return now
    given = _given(brief, blanks())
    bare = _unfilled(now, given)
    text = in_step(own.over, bare, own.text)
    _written()[_name(brief)] = Own(bare, text)
    return _filled(text, given)


def write(brief: Brief, text: str) -> None:
    """Keep what the rep typed; typing the draft itself again means there is nothing of one's own."""
    desk().text = text
    now, given = to_text(fill(brief, blanks())), _given(brief, blanks())
    if text.strip() == now.strip():
        _written().pop(_name(brief), None)
    else:
        _written()[_name(brief)] = Own(_unfilled(now, given), _unfilled(text.rstrip("\n") + "\n", given))


def is_own(brief: Brief) -> bool:
    """Whether the rep wrote over the draft."""
    return _name(brief) in _written()


def back_to_draft(brief: Brief) -> None:
    """Drop the rep's own words."""
    _written().pop(_name(brief), None)


def _written() -> dict[str, Own]:
    """The rep's texts of this case, one for each kind of brief and language."""
    return cast("dict[str, Own]", st.session_state.setdefault("blank_written", {}))


def _name(brief: Brief) -> str:
    return f"{brief.kind}_{brief.language}"


def _given(brief: Brief, filled: Mapping[str, str]) -> dict[str, str]:
    """For each filled blank the draft's words and the rep's in their place."""
    pairs = ((one.stands_for, " ".join(filled.get(one.id, "").split())) for one in brief.blanks)
    return {stands_for: words for stands_for, words in pairs if stands_for and words}


def _filled(text: str, given: Mapping[str, str]) -> str:
    for stands_for, words in given.items():
        text = text.replace(stands_for, words)
    return text


def _unfilled(text: str, given: Mapping[str, str]) -> str:
    for stands_for, words in given.items():
        if len(words) > 1:  # a single letter stands in other words too
            text = text.replace(words, stands_for)
    return text
