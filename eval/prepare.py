"""Corpus cases cut up as the engine cuts up a case, with what their marks say of every segment: what the models learn from."""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analyzer.engines.offline import features, people
from analyzer.engines.offline.engine import Layout, lay_out
from analyzer.engines.offline.hashing import Rows
from analyzer.engines.offline.linear import LinearModel
from analyzer.engines.offline.segments import segment
from analyzer.engines.offline.surnames import surnames_in
from analyzer.engines.offline.tokens import tokenize
from analyzer.engines.offline.vocabulary import Ordinary, checksum, ordinary_words, words_in_small_letters
from eval.corpus import CorpusCase, CorpusNote
from eval.retitling import retitled


@dataclass
class Prepared:
    """A corpus case cut up as the engine does it, with the codes each segment carries."""

    case: CorpusCase
    texts: list[str]
    ordinary: Ordinary
    layout: Layout
    codes: list[set[str]]
    who: people.People = field(default_factory=lambda: people.People((), None))
    rows: list[Rows] = field(default_factory=list)
    unhonoured: list[people.Person] = field(default_factory=list)
    """The persons as they stand where the honorifics are left out, for the people's model to learn from as well."""
    talk: float = 0.0
    """Log-odds that the contact speaks, once a model that never saw the case's writer has looked."""


def prepare_all(cases: Sequence[CorpusCase]) -> list[Prepared]:
    """All cases and copies of them cut up, those without a sentence left out; what words are ordinary is for each writer what the others make of them."""
    english, votes = _ordinary_english(cases), _votes(cases)
    by_others = {writer: _ordinary(english, votes, without=writer) for writer in {case.writer for case in cases}}
    made = [prepare(case, by_others[case.writer]) for case in (*cases, *retitled(cases))]
    for one in originals(made):
        one.unhonoured = without_honorifics(one)
    return [one for one in made if one.layout.segments]


def originals(cases: Sequence[Prepared]) -> list[Prepared]:
    """The cases without the copies: in these the contact alone bears a certain title, which says nothing of who the contact is."""
    return [made for made in cases if not made.case.copy]


def ordinary_words_of(cases: Sequence[CorpusCase]) -> Ordinary:
    """The English words that the cases write in small letters, and the Japanese ones that look like a surname and mostly are none."""
    return _ordinary(_ordinary_english(cases), _votes(cases))


def _ordinary_english(cases: Sequence[CorpusCase]) -> Ordinary:
    return ordinary_words(_words_of(case) for case in cases if case.language == "en")


def _words_of(case: CorpusCase) -> set[str]:
    """The words in small letters of a case without the names of its people, who in hurried notes are written so too."""
    names = {part.lower() for name in case.people for part in name.split()}
    return words_in_small_letters(note.text for note in case.notes) - names


_NONE_YET: Ordinary = frozenset()


def _votes(cases: Sequence[CorpusCase]) -> dict[str, Counter[str]]:
    """For each writer and each word that stands as a surname does, in how many more cases it names somebody than it does not."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for case in cases:
        if case.language == "ja":
            pieces = [piece for note in case.notes for piece in segment(note.text, 0)]
            alone = {
                piece.text[start:end]
                for piece in pieces
                for start, end in surnames_in(piece, tokenize(piece.text), _NONE_YET)
            }
            votes[case.writer].update({word: 1 if word in case.people else -1 for word in alone})
    return votes


def _ordinary(english: Ordinary, votes: dict[str, Counter[str]], without: str = "") -> Ordinary:
    """The English words, and the Japanese ones that are mostly nobody's names by the votes of all writers but the one to do ``without``."""
    balance: Counter[str] = Counter()
    for writer, own in votes.items():
        if writer != without:
            balance.update(own)
    japanese = {checksum(word) for word, more in balance.items() if more < 0}
    return english | japanese


def prepare(case: CorpusCase, ordinary: Ordinary) -> Prepared:
    """Cut a case up; a segment carries a mark's codes if they share at least two fifths of the shorter one."""
    texts = [note.text for note in case.notes]
    layout = lay_out(texts, ordinary)
    codes: list[set[str]] = []
    for piece in layout.segments:
        found: set[str] = set()
        for mark in case.notes[piece.note].marks:
            shared = min(piece.end, mark.end) - max(piece.start, mark.start)
            if shared > 0 and shared >= 0.4 * min(piece.end - piece.start, mark.end - mark.start):
                found.update(mark.codes)
        codes.append(found)
    return Prepared(case, texts, ordinary, layout, codes)


def without_honorifics(prepared: Prepared) -> list[people.Person]:
    """The persons of a Japanese case as they stand in hurried notes, where nobody is called 様 or さん; none where nothing changes by it."""
    names = sorted((name for name in prepared.case.people if not name.isascii()), key=len, reverse=True)
    if prepared.case.language != "ja" or not names:
        return []
    honoured = re.compile(rf"((?:{'|'.join(map(re.escape, names))})[一-龯ァ-ヴー]{{0,6}}?)(?:様|さん|さま|氏)")
    texts = [honoured.sub(r"\1", text) for text in prepared.texts]
    return lay_out(texts, prepared.ordinary).persons if texts != prepared.texts else []


_OUR_SIDE = {"ja": ("弊社の", "黒木", "部長は、"), "en": ("Our director ", "Blake", " ")}


def with_swapped_sides(cases: Sequence[Prepared]) -> list[Prepared]:
    """Hard negatives: sentences that show the contact's power or knowledge, said of our own manager instead; they show nothing.

    Of three marked sentences that name the contact one is taken, by its checksum, so that the swapped ones stay a minority.
    """
    return [made for prepared in originals(cases) for made in _swapped(prepared)]


_SWAPPED: dict[str, list[Prepared]] = {}


def forget_swapped() -> None:
    """Let the swapped sentences be made anew, after a change to the program under study."""
    _SWAPPED.clear()


def _swapped(prepared: Prepared) -> list[Prepared]:
    """The swapped sentences of a case, made once."""
    case = prepared.case
    if case.id not in _SWAPPED:
        before, ours, after = _OUR_SIDE[case.language]
        named = re.compile(rf"{re.escape(case.contact or '')}(?:様|さん|さま|氏|課長|部長|係長|主任)?(?:は|が)?")
        made = []
        for piece, codes in zip(prepared.layout.segments, prepared.codes, strict=True):
            chosen = zlib.crc32(piece.text.encode()) % 3 == 0 and codes & {"au+", "au-", "in+", "in-"}
            if chosen and case.contact and case.contact in piece.text:
                text = f"{before}{ours}{after}{named.sub(ours, piece.text)}"
                of_ours = replace(
                    case,
                    id=f"{case.id}/{piece.note}.{piece.start}",
                    contact=None,
                    people={ours: "ours"},
                    notes=(CorpusNote(None, text, ()),),
                )
                made.append(prepare(of_ours, prepared.ordinary))
        _SWAPPED[case.id] = made
    return _SWAPPED[case.id]


def assign_people(cases: Sequence[Prepared], model: LinearModel) -> None:
    """Set every case's people and, with them, its segments' features."""
    for made in cases:
        made.who = people.assign_sides(made.layout.persons, model)
        made.rows = features.describe(made.layout.segments, made.layout.tokens, made.who).whole()
