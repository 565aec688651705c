"""Prompts: files in ``prompts/`` rendered with langchain-core, their version and the hash of everything that is fixed in them.

The definitions of the labels come from the annotation page and the closed list of signals from the catalogue, so there is one text of each.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from analyzer.catalogue import load_catalogue
from analyzer.engines.language_model.schema import Answer
from analyzer.engines.orders import order_spans
from analyzer.settings import settings
from analyzer.words import Frozen

WITHHELD = "[…]"
"""What stands in place of a sentence that gives orders to the reader: it is no evidence, so it is not sent either."""
_PACKAGED = Path(__file__).parents[2] / "_prompts"
_CHECKOUT = Path(__file__).parents[3]
_SECTION = re.compile(r"^## (system|user)\s*\n(.*?)(?=^## (?:system|user)\s*$|\Z)", re.MULTILINE | re.DOTALL)


class Message(NamedTuple):
    """One message of a request."""

    role: str
    content: str


class Template(Frozen):
    """A prompt file: what its front matter says, and its two parts."""

    id: str
    version: int
    languages: tuple[str, ...]
    system: str
    user: str


class Piece(Frozen):
    """A stretch of a note that is sent together; ``note`` counts from 0."""

    note: int
    text: str
    date: str | None = None


class Example(Frozen):
    """A worked example of our own: notes and the answer that is right for them."""

    id: str
    notes: tuple[Mapping[str, Any], ...]
    answer: Answer


def prompt_file(name: str) -> str:
    """A file of ``prompts/``, or the annotation page: from the package if it is there, else from the checkout."""
    places = (_PACKAGED / name, _CHECKOUT / "prompts" / name, _CHECKOUT / "eval" / "cases" / name)
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise FileNotFoundError(f"the prompt file {name} is neither in the package nor in a checkout")
    return found.read_text(encoding="utf-8")


@lru_cache(maxsize=8)
def template(name: str) -> Template:
    """The prompt file of that name (without ``.md``)."""
    _, head, body = prompt_file(f"{name}.md").split("---\n", 2)
    parts = {match[1]: match[2].strip() for match in _SECTION.finditer(body)}
    return Template.model_validate({**yaml.safe_load(head), **parts})


def label_definitions() -> str:
    """The section of the annotation page that says what the labels mean."""
    page = prompt_file("ANNOTATION.md")
    return re.split(r"^## ", page.split("## Labels\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0].strip()


def signal_list() -> str:
    """The closed list of signals, a line each; the prompt says once that they are about the contact."""
    known = load_catalogue(settings().catalogue).signals.values()
    return "\n".join(f"- {entry.id}: {entry.definition.en.removeprefix('The contact ')}" for entry in known)


def signal_ids() -> tuple[str, ...]:
    """The ids of the closed list of signals."""
    return tuple(load_catalogue(settings().catalogue).signals)


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """The worked examples, checked against the form of an answer."""
    return tuple(Example.model_validate(one) for one in yaml.safe_load(prompt_file("reading.examples.yaml")))


def example_list() -> str:
    """The worked examples as the model sees them."""
    shown = []
    for number, example in enumerate(examples(), start=1):
        pieces = [
            Piece(note=place, text=note["text"], date=str(note["date"]) if note["date"] else None)
            for place, note in enumerate(example.notes)
        ]
        answer = json.dumps(example.answer.model_dump(), ensure_ascii=False, separators=(",", ":"))
        shown.append(f"{marked(pieces, f'example-{number}')}\n{answer}")
    return "\n\n".join(shown)


@lru_cache(maxsize=8)
def _fixed(catalogue: Path | None) -> tuple[str, str]:
    """The system message, the same for every case, and the version with the hash of all that is fixed in the prompt."""
    del catalogue  # the list of signals depends on it, so it is part of this function's key
    prompt = template("reading")
    system = filled(prompt.system, labels=label_definitions(), signals=signal_list(), examples=example_list())
    digest = hashlib.sha256(f"{system}\0{prompt.user}".encode()).hexdigest()[:12]
    return system, f"{prompt.id}-{prompt.version}+{digest}"


def filled(text: str, **values: str) -> str:
    """The template with its slots filled by langchain-core; braces inside the values stay as they are."""
    from langchain_core.prompts import PromptTemplate

    return PromptTemplate.from_template(text).format(**values)


def prompt_version() -> str:
    """Id, version and content hash of the reading prompt."""
    return _fixed(settings().catalogue)[1]


def messages(pieces: Sequence[Piece]) -> list[Message]:
    """The request for these stretches of a case's notes."""
    joined = "\0".join(piece.text for piece in pieces)
    mark = hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    user = filled(template("reading").user, notes=marked(pieces, mark))
    return [Message("system", _fixed(settings().catalogue)[0]), Message("user", user)]


def marked(pieces: Sequence[Piece], mark: str) -> str:
    """The notes between delimiters that carry a mark no note can foresee."""
    return "\n".join(
        f"<note {piece.note + 1}{f' {piece.date}' if piece.date else ''} {mark}>\n{piece.text}\n</note {piece.note + 1} {mark}>"
        for piece in pieces
    )


def without_orders(text: str) -> str:
    """The note as it is sent: sentences that give orders to the reader are withheld."""
    for start, end in sorted(order_spans(text), reverse=True):
        text = text[:start] + WITHHELD + text[end:]
    return text
