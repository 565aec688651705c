"""Both READMEs are true: what they tell to type is run, and what they show is what comes out.

A block is marked by a comment on the line before it: ``<!-- file: NAME -->`` is written to a folder, ``<!-- run -->`` is run there (shell
commands after ``$``, or a Python script), ``<!-- prints -->`` is what the script before it prints. ``python -m tests.test_readme`` puts what
comes out now into the READMEs.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.ja.md")
_BLOCK = re.compile(r"<!-- (file: (?P<name>\S+)|run|prints) -->\n```(?P<kind>\w*)\n(?P<body>.*?)```\n", re.DOTALL)
_HEADING = re.compile(r"^##+ (.+)$", re.MULTILINE)


def _run(command: list[str], folder: Path) -> str:
    own = ("KAMOSHIRENAI_", "OPENAI_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    environment |= {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        command, cwd=folder, env=environment, check=False, capture_output=True, text=True, encoding="utf-8"
    )
    assert not done.stderr, done.stderr
    return done.stdout


def _session(body: str, folder: Path) -> str:
    """The console block with what its commands print now."""
    commands = [line.removeprefix("$ ") for line in body.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{_run(['bash', '-c', command], folder)}" for command in commands)


def _as_it_is_now(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each marked block, and what would stand in it if it were written now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        printed = ""
        for block in _BLOCK.finditer(text):
            now = block["body"]
            if block["name"]:
                (folder / block["name"]).write_text(block["body"], encoding="utf-8")
            elif block[1] == "prints":
                now = printed
            elif block["kind"] == "python":
                printed = _run([sys.executable, "-c", block["body"]], folder)
            else:
                now = _session(block["body"], folder)
            yield block, now


@pytest.mark.parametrize("readme", READMES)
def test_what_the_readme_shows_is_what_comes_out(readme: str) -> None:
    """Every marked command and script of the README prints what the README shows, to the letter."""
    blocks = list(_as_it_is_now((ROOT / readme).read_text(encoding="utf-8")))
    assert len(blocks) >= 5
    for block, now in blocks:
        assert block["body"] == now


@pytest.mark.parametrize("readme", READMES)
def test_every_file_the_readme_points_to_is_there(readme: str) -> None:
    """Links and pictures of the README that are no web addresses lead to files of this tree."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if "://" not in target]
    assert targets
    assert [target for target in targets if not (ROOT / target).is_file()] == []


def test_the_readmes_say_the_same() -> None:
    """The Japanese README has the English one's sections, tables' lengths, checked blocks and figures."""
    english, japanese = ((ROOT / readme).read_text(encoding="utf-8") for readme in READMES)
    assert len(_HEADING.findall(english)) == len(_HEADING.findall(japanese))
    assert english.count("\n| ") == japanese.count("\n| ")
    assert [block[1] for block in _BLOCK.finditer(english)] == [block[1] for block in _BLOCK.finditer(japanese)]
    figures = [re.findall(r"(?m)^\|[^|\n]*\| ([\d.,]+ ?[\w/]*) \|", text) for text in (english, japanese)]
    assert figures[0]
    assert figures[0] == figures[1]


def test_the_example_is_the_pages_first_sample() -> None:
    """The READMEs' note is the page's sample of the same name, as they say."""
    for readme, sample in zip(READMES, ("introduction.en.txt", "introduction.ja.txt"), strict=True):
        note = next(
            block["body"] for block in _BLOCK.finditer((ROOT / readme).read_text(encoding="utf-8")) if block["name"]
        )
        assert note.strip() == (ROOT / "analyzer" / "page" / "samples" / sample).read_text(encoding="utf-8").strip()


def test_every_make_target_of_the_readme_exists() -> None:
    """Each ``make …`` that a README tells to type is a target of the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for readme in READMES:
        for target in re.findall(r"\bmake ([a-z]+)`?\b", (ROOT / readme).read_text(encoding="utf-8")):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), (readme, target)


def main() -> None:
    """Put what comes out now into both READMEs."""
    for readme in READMES:
        path = ROOT / readme
        text = path.read_text(encoding="utf-8")
        for block, now in reversed(list(_as_it_is_now(text))):
            text = text[: block.start("body")] + now + text[block.end("body") :]
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
