"""The page's texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import analyzer.page
from analyzer.analysis import analyze
from analyzer.case import Profile
from analyzer.page import state
from analyzer.page.samples import SAMPLES, sample
from analyzer.page.texts import ASPECT_MARKS, TEXTS, say
from analyzer.reading import VALUES
from analyzer.words import Language

QUADRANTS = {"introduction": "weak_sufficient", "precedent": "strong_sufficient", "new_contact": "weak_insufficient"}
ASKED_BY_NAME = r'(?:say|heading)\(f?"([a-z_]+)"'


def test_every_text_asked_for_is_there() -> None:
    """No module asks for a text that the page does not have."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in Path(analyzer.page.__file__).parent.glob("*.py"))
    assert set(re.findall(ASKED_BY_NAME, code)) <= set(TEXTS)
    assert set(state.PROFILE_FIELDS.values()) <= set(TEXTS)
    assert set(state.PROFILE_FIELDS) == set(Profile.model_fields)


def test_both_languages_have_the_same_slots() -> None:
    """A slot of one language is a slot of the other."""
    for name, words in TEXTS.items():
        assert set(re.findall(r"{\w+}", words.ja)) == set(re.findall(r"{\w+}", words.en)), name


def test_slots_take_words_as_they_are() -> None:
    """Braces in a filled-in name are no slots of their own."""
    assert say("headline", "en", who="{quadrant}", quadrant="③").count("③") <= 2
    assert say("note_number", "ja", number=3) == "議事録 3"


def test_the_marks_differ() -> None:
    """Each kind of highlight has a letter of its own in both languages."""
    assert set(VALUES) < set(ASPECT_MARKS)
    assert len({words.ja for words in ASPECT_MARKS.values()}) == len(ASPECT_MARKS)
    assert len({words.en for words in ASPECT_MARKS.values()}) == len(ASPECT_MARKS)


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_read_as_its_button_says(name: str, language: Language) -> None:
    """The samples show what their buttons promise."""
    analysis = analyze(sample(name, language), language=language)
    assert analysis.quadrant == QUADRANTS[name]
    assert analysis.contact is not None
    if name == "introduction":
        assert analysis.findings["introduction"].value == "accepted"
        assert analysis.brief is not None
        assert analysis.brief.kind == "attendance"
