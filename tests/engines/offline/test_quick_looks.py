"""Slow patterns are looked for only where a quick look finds what each of their matches has: it must never hide a match."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyzer.engines import orders
from analyzer.engines.offline import attendees, features, latin, names, segments, surroundings, told
from analyzer.engines.offline.cues import LATIN

QuickLook = Callable[[str], object]

LOOKS: dict[str, tuple[re.Pattern[str], QuickLook]] = {
    "a side's label": (attendees._LABEL, attendees._SIDE_NAMED.search),
    "a label between names": (attendees._LABEL_BETWEEN, attendees._SIDE_NAMED.search),
    "a side in brackets": (attendees._SIDE_WORD, attendees._SIDE_NAMED.search),
    "a masked name, called": (names._MASKED, names._CALLED.search),
    "a masked name's signs": (names._MASKED, names._MASKS.search),
    "a name in parts": (names._IN_PARTS, names._PARTED.search),
    "a name of one letter": (names._SOLE, names._CALLED.search),
    "an honoured name": (names._HONOURED, names._CALLED.search),
    "a name with its reading": (names._WITH_READING, lambda text: "(" in text or "（" in text),
    "a name in small letters": (latin._SMALL_BEFORE_SAN, latin._SMALL.search),
    "a label before a name": (surroundings._LABELLED, surroundings._LABEL_ENDS.search),
    "a sentence about our own boss": (features._OUR_OWN, lambda text: text[0] in features._OUR_OWN_OPENS),
    "a chat's line": (segments._CHAT, segments._has_colon),
    "an utterance": (segments._UTTERANCE, segments._has_colon),
}
"""What is looked for, and the quick look before it."""
_FILLER = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")
BEFORE_A_NAME = ("_SUCCESSOR_BEFORE", "_NOW", "_CONTACT_BEFORE")
BEHIND_A_NAME = ("_SUCCESSOR_BEHIND", "_BECOMES", "_COMES_INSTEAD", "_TAKES_ON", "_CONTACT_BEHIND")
ENGLISH = [
    *surroundings.STATED.values(),
    *surroundings._HANDING_OVER.values(),
    *features._CUES.values(),
    features._NEGATION,
]


@pytest.mark.parametrize("name", LOOKS)
@given(data=st.data())
@settings(suppress_health_check=list(HealthCheck), max_examples=200)
def test_a_quick_look_hides_no_match(name: str, data: st.DataObject) -> None:
    """Whatever a slow pattern finds, the quick look before it lets through."""
    pattern, quick_look = LOOKS[name]
    text = data.draw(st.from_regex(pattern))
    for one in (
        text,
        _FILLER.sub("あ", text),
    ):  # Latin letters that stand anywhere between may let a text through by themselves
        if pattern.search(one):
            assert quick_look(one)


@pytest.mark.parametrize("pattern", [orders._ORDER, orders._LATIN_ORDER], ids=["Japanese", "Latin letters"])
@given(data=st.data())
@settings(suppress_health_check=list(HealthCheck), max_examples=3000, deadline=None)
def test_no_order_is_overlooked(pattern: re.Pattern[str], data: st.DataObject) -> None:
    """What a pattern for orders finds is one for the quick look, too. So many examples, because there are so many ways to give one."""
    text = data.draw(st.from_regex(pattern))
    for one in (text, _FILLER.sub("あ", text)):
        if "\n" not in one and "\r" not in one and not orders._HIDDEN.search(one) and pattern.search(one):
            assert orders._is_order(one)


@pytest.mark.parametrize("name", [*BEFORE_A_NAME, *BEHIND_A_NAME])
@given(data=st.data(), bearer=st.sampled_from(["鈴木", "Ewart"]))
@settings(suppress_health_check=list(HealthCheck), max_examples=100)
def test_who_is_told_to_be_the_contact_is_looked_at(name: str, data: st.DataObject, bearer: str) -> None:
    """Around a name of which the notes say so in any of the ways known, there is a word that makes the engine look closer."""
    pattern = getattr(told, name)
    text = data.draw(st.from_regex(pattern))
    if pattern.search(text):
        assert told._may_tell(text + bearer if name in BEFORE_A_NAME else bearer + text)


@pytest.mark.parametrize("behind", ["our guy)", "my man)", "contact)", "窓口。"])
def test_no_blank_is_needed_behind_a_name(behind: str) -> None:
    """In a Japanese note English may follow a name as it is; letters of both scripts are one word to a pattern."""
    assert told._may_tell(f"鈴木{behind}")


@pytest.mark.parametrize("number", range(len(ENGLISH)))
@given(data=st.data())
@settings(suppress_health_check=list(HealthCheck), max_examples=60)
def test_english_cues_have_latin_letters(number: int, data: st.DataObject) -> None:
    """English cues are looked for only where a Latin letter stands."""
    english = ENGLISH[number].english
    if english.pattern != "(?!)":
        text = data.draw(st.from_regex(english))
        if english.search(text):
            assert LATIN.search(text)
