"""Words of a text: SudachiPy for Japanese script, a plain split for the rest; loaded on first use, one tokenizer a thread."""

from __future__ import annotations

import threading
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

MOST_BYTES = 40_000
"""SudachiPy refuses more than 49,149 bytes a call; segments longer than this are cut for counting words, never for quoting."""


PERSONS_NAME = ("名詞", "固有名詞", "人名")
"""The part of speech of what the dictionary knows as somebody's name."""


class Token(NamedTuple):
    """A word: offsets in the text it was cut from, dictionary form, part of speech (SudachiPy's first three levels)."""

    start: int
    end: int
    surface: str
    normal: str
    pos: tuple[str, ...]


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    from sudachipy import Dictionary

    return Dictionary(dict="small")


@cache
def _part_of_speech(number: int) -> tuple[str, ...]:
    return tuple(_dictionary().pos_of(number)[:3])


_local = threading.local()


def _tokenizer() -> Any:
    """The thread's own tokenizer."""
    if not hasattr(_local, "tokenizer"):
        _local.tokenizer = _dictionary().tokenizer(fields={"pos", "normalized_form"})  # the rest is not looked up
    return _local.tokenizer


def tokenize(text: str) -> list[Token]:
    """The words of a text of any length, with code-point offsets."""
    tokenizer = _tokenizer()
    tokens: list[Token] = []
    made = tuple.__new__  # what Token() calls: without a call in Python for each word a tenth of the time is saved
    start = 0  # words leave nothing out, so the offsets follow from their lengths: quicker than asking for them
    for begin in range(0, len(text), MOST_BYTES // 4):
        for word in tokenizer.tokenize(text[begin : begin + MOST_BYTES // 4]):
            surface = word.surface()
            end = start + len(surface)
            kind = _part_of_speech(word.part_of_speech_id())
            tokens.append(made(Token, (start, end, surface, word.normalized_form(), kind)))
            start = end
    return tokens


def is_common_noun(word: Token) -> bool:
    """Whether a word of several letters is a common noun and none that the dictionary knows as a surname."""
    return len(word.surface) > 1 and word.pos[:2] == ("名詞", "普通名詞") and not is_name(word.surface, "姓")


@lru_cache(maxsize=4096)
def is_name(word: str, kind: Literal["姓", "名"] | None = None) -> bool:
    """Whether the dictionary knows the whole word as a person's name, of a kind if one is asked for: a surname (姓: 高橋), a given name (名: 健一)."""
    first = next(iter(_tokenizer().tokenize(f"{word}さん")))
    *known, kind_known = _dictionary().pos_of(first.part_of_speech_id())[:4]
    return first.surface() == word and tuple(known) == PERSONS_NAME and kind in (None, kind_known)
