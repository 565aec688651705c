"""English names told from the words and places around them."""

from __future__ import annotations

import re

import pytest

from analyzer.engines.offline.latin import latin_names_in
from analyzer.engines.offline.name_lists import CITIES, ENGLISH_WORDS, is_city, is_english_word
from tests.engines.offline.who import names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Saw Moira Kettlewell in the shed.", "Moira Kettlewell"),
        ("Suggested Nair sir with her head of department.", "Nair"),
        ("- Rang Dilnoza Karimova about the pump", "Dilnoza Karimova"),
    ],
)
def test_what_the_rep_did_is_no_part_of_the_name(text: str, name: str) -> None:
    """A verb that opens the sentence stands in capitals like the name behind it."""
    assert names(text) == {name}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Amir Haddad phoned about the valves. Amir wants twelve.", {"Amir Haddad"}),
        ("Skip Laughlin showed me the line. Skip is happy.", {"Skip Laughlin"}),
        ("Contact: Piers Langton", {"Piers Langton"}),
        ("Attendees: Odd Larsen, Rune Hagen, me", {"Odd Larsen", "Rune Hagen"}),
        ("Poppy rang. She wants a demo. Poppy signs the order.", {"Poppy"}),
    ],
)
def test_names_that_are_words_stay_names(text: str, people: set[str]) -> None:
    """What people do makes a person of a word, and a full name is not cut."""
    assert names(text) == people


@pytest.mark.parametrize(
    "text",
    [
        "Met Bergström at the yard. Potholes you could fish in.",
        "Met Bergström at the yard. Disinfected my tyres twice.",
        "Met Bergström at the yard. Snowdrops out, she says.",
    ],
)
def test_a_word_that_opens_a_sentence_is_nobody(text: str) -> None:
    """Also where the corpus never writes it in small letters: the dictionary does."""
    assert names(text) == {"Bergström"}


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "- lerwick knitwear, effie, upstairs with the cones of yarn\n- she wrote me a cheque for the sample",
            {"effie"},
        ),
        ("met amir at the yard, amir wants price for 40 drums", {"amir"}),
        ("delivered today. paris office closed. jordan route ok. chelsea yard next", set()),
    ],
)
def test_names_in_small_letters(text: str, people: set[str]) -> None:
    """In hurried notes a name that many bear is found wherever it stands, a place by what stands there is not."""
    assert names(text) == people


def test_the_lists_of_words_and_cities() -> None:
    """Words in small letters, sorted, each once; plurals are found by their singular, names in s are not."""
    words = ENGLISH_WORDS.read_text(encoding="utf-8").splitlines()
    assert words == sorted(set(words))
    assert all(re.fullmatch("[a-z]{2,}", word) for word in words)
    assert [is_english_word(word) for word in ("Pothole", "potholes", "Nils", "Kettlewell")] == [
        True,
        True,
        False,
        False,
    ]
    cities = CITIES.read_text(encoding="utf-8").splitlines()
    assert cities == sorted(set(cities))
    assert [is_city(name) for name in ("Vienna", "São Paulo", "Kulkarni")] == [True, True, False]


@pytest.mark.parametrize("text", ["Saw Moira " * 20_000, "Saw Moira, " * 20_000])
def test_many_names_are_found_in_time(text: str) -> None:
    """What stands before a name is looked at from near by: with a square of the length this would take minutes."""
    assert len(list(latin_names_in(text))) >= 10_000
