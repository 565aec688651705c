"""Copies of corpus cases with a middle title: they teach the models, carry the same marks, and nothing is measured on them."""

from __future__ import annotations

from eval.corpus import CorpusCase, CorpusNote, Mark, read_corpus
from eval.prepare import prepare_all
from eval.retitling import TITLES, retitled

CORPUS = read_corpus()
COPIES = retitled(CORPUS)
ORIGINALS = {case.id: case for case in CORPUS}


def original_of(copy: CorpusCase) -> CorpusCase:
    """The case that a copy is made of."""
    return ORIGINALS[copy.id.rsplit("/", 1)[0]]


def a_case(language: str, text: str, marked: str, contact: str) -> CorpusCase:
    """A case of one note that is chosen for a copy, with one mark."""
    start = text.index(marked)
    note = CorpusNote(None, text, (Mark(start, start + len(marked), ("au+",)),))
    labels = {"authority": "strong"}
    made = (CorpusCase(f"w-{n}", "w", language, "crm", (), contact, labels, {}, (note,)) for n in range(1000))
    return next(case for case in made if retitled([case]))


def test_a_japanese_contact_bears_the_title_everywhere() -> None:
    """様 and さん behind the contact's name are the title instead, others keep theirs, and marks stay around the same words."""
    case = a_case(
        "ja", "三枝様と訪問。佐藤様も同席。三枝さんがその場で決めた。次は来月。", "三枝さんがその場で決めた。", "三枝"
    )
    (copy,) = retitled([case])
    title = copy.id.rsplit("/", 1)[1]
    assert title in TITLES["ja"].middle
    assert copy.notes[0].text == f"三枝{title}と訪問。佐藤様も同席。三枝{title}がその場で決めた。次は来月。"
    (mark,) = copy.notes[0].marks
    assert copy.notes[0].text[mark.start : mark.end] == f"三枝{title}がその場で決めた。"


def test_an_english_contact_bears_it_once() -> None:
    """Behind the first mention in a sentence."""
    case = a_case("en", "Halloran met me. Halloran decides. Back in May.", "Halloran decides.", "Halloran")
    (copy,) = retitled([case])
    (mark,) = copy.notes[0].marks
    added = copy.notes[0].text.removeprefix("Halloran").removesuffix(" met me. Halloran decides. Back in May.")
    assert added in TITLES["en"].middle
    assert copy.notes[0].text[mark.start : mark.end] == "Halloran decides."


def test_a_title_of_their_own_is_kept() -> None:
    """Where the contact bears a title anywhere, the case is not copied."""
    for language, text in (
        ("ja", "三枝部長を訪問。三枝様が決めた。"),
        ("en", "Saegusa, our buyer, met me. Saegusa decides."),
    ):
        note = CorpusNote(None, text, ())
        contact = "三枝" if language == "ja" else "Saegusa"
        cases = [
            CorpusCase(f"w-{n}", "w", language, "crm", (), contact, {"authority": "strong"}, {}, (note,))
            for n in range(200)
        ]
        assert not retitled(cases)


def test_copies_are_of_cases_that_show_power_and_stay_with_their_writer() -> None:
    """Where nothing shows the contact's power a title may stay a reason to say so; a copy is held out together with its case."""
    assert {copy.language for copy in COPIES} == {"ja", "en"}
    assert len({copy.id for copy in COPIES} | set(ORIGINALS)) == len(COPIES) + len(ORIGINALS)
    for copy in COPIES:
        case = original_of(copy)
        assert case.labels["authority"] != "unknown"
        assert (copy.copy, case.copy) == (True, False)
        assert (copy.writer, copy.labels, copy.contact) == (case.writer, case.labels, case.contact)
        assert [len(note.marks) for note in copy.notes] == [len(note.marks) for note in case.notes]


def test_models_learn_from_copies_too() -> None:
    """What is prepared for the models holds a case and its copy."""
    case = original_of(COPIES[0])
    assert [made.case.copy for made in prepare_all([case])] == [False, True]
