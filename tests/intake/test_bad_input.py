"""Bad input of every kind: one clear sentence in both languages, at the file, in little time."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from analyzer.intake import IntakeError, read_bytes, read_cases, read_file
from analyzer.settings import settings
from tests.intake import making

BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zeros(form: str) -> bytes:
    """A package that unpacks to 200 MB."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml" if form == "docx" else "xl/workbook.xml", b"<a>" + b" " * 200_000_000)
    return whole.getvalue()


def bits(package: bytes) -> bytes:
    """A package whose first parts are marked as encrypted."""
    return package.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")


BAD = {
    "an empty text": (b"", "a.txt", "no text in it"),
    "a blank text": ("\u3000 \r\n\t\n".encode(), "a.md", "no text in it"),
    "an empty docx": (b"", "a.docx", "no text in it"),
    "a docx without words": (making.docx([" "]), "a.docx", "no text in it"),
    "a csv without rows": ("日付,コメント\n".encode(), "a.csv", "no text in it"),
    "an unknown ending": (b"x", "a.xyz", "cannot be read; use .txt"),
    "an old Word file by name": (OLD_OFFICE, "a.doc", "save it as .docx"),
    "an old Word file called docx": (OLD_OFFICE, "a.docx", "damaged, or no Word"),
    "a picture called txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(99), "a.txt", "not readable as text"),
    "a docx called pdf": (making.docx(), "a.pdf", "what is in it is Word"),
    "a pdf called txt": (making.pdf(), "a.txt", "what is in it is PDF"),
    "text called docx": (b"just words", "a.docx", "damaged, or no Word"),
    "text called eml": ("ただの文".encode(), "a.eml", "damaged, or no .eml"),
    "text called srt": ("ただの文".encode(), "a.srt", "damaged, or no WebVTT"),
    "too many letters": ("あ。".encode() * 120_000, "a.txt", "too long"),
    "too many letters in a docx": (making.docx(["あ" * 50_000] * 5), "a.docx", "too long"),
    "an encrypted docx": (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "protected by a password"),
    "an encrypted xlsx": (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "protected by a password"),
    "an encrypted pdf": (making.pdf(password="secret"), "a.pdf", "protected by a password"),  # noqa: S106  a test's own
    "half a docx": (making.docx()[:9_000], "a.docx", "damaged"),
    "half an xlsx": (making.xlsx()[:2_000], "a.xlsx", "damaged"),
    "half a pdf": (b"%PDF-1.7\n" + making.pdf()[900:1200], "a.pdf", "damaged"),
    "broken XML in a docx": (making.with_part(making.docx(), "word/document.xml", lambda _: b"<w:document"), "a.docx", "damaged"),
    "a scan": (making.pdf([()]), "a.pdf", "use OCR first"),
    "a zip bomb called docx": (zeros("docx"), "a.docx", "unpacks to far too much"),
    "a zip bomb called xlsx": (zeros("xlsx"), "a.xlsx", "unpacks to far too much"),
    "an XML bomb in a docx": (making.with_part(making.docx(), "word/document.xml", lambda _: BOMB), "a.docx", "unpacks"),
    "an XML bomb in an xlsx": (making.with_part(making.xlsx(), "xl/sharedStrings.xml", lambda _: BOMB), "a.xlsx", "unpacks"),
    "an XML bomb of another name": (making.with_part(making.docx(), "word/x.bin", lambda _: BOMB), "a.docx", "unpacks"),
    "XML from elsewhere": (making.with_part(making.docx(), "word/document.xml", lambda _: OUTSIDE), "a.docx", "unpacks"),
    "no encoding": (b"\x81\xff\xfe\x83" * 20, "a.txt", "not readable as text"),
    "no encoding in a csv": (b"\x81\xff\xfe\x83" * 20, "a.csv", "not readable as text"),
    "a csv without a text column": (b"id,date\n1,2025/7/3\n", "a.csv", "no column of text (columns: id, date)"),
    "an xlsx without a text column": (making.xlsx([("id", "x"), (1, 2)]), "a.xlsx", "no column of text"),
    "several cases": (making.table([("顧客", "コメント"), ("甲", "一"), ("乙", "二")]), "a.csv", "“甲”, “乙”; choose one with --case"),
}  # fmt: skip


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_gets_one_sentence(kind: str) -> None:
    """Each kind of bad input is refused with a sentence a language that begins with the file's name."""
    data, name, said = BAD[kind]
    with pytest.raises(IntakeError) as caught:
        read_bytes(data, name)
    words = caught.value.words
    assert said in words.en
    assert all(one.startswith(f"{name}: ") and "\n" not in one for one in (words.ja, words.en))


@pytest.mark.parametrize("suffix", [".txt", ".docx", ".pdf", ".eml", ".vtt", ".xlsx", ".csv"])
def test_a_file_too_large_is_refused_by_its_size(tmp_path: Path, suffix: str) -> None:
    """The size is looked at before a byte is read, whatever the form; a csv, which is read row by row, may be larger."""
    path = tmp_path / f"large{suffix}"
    with path.open("wb") as file:
        file.truncate((settings().largest_export if suffix == ".csv" else settings().largest_file) + 1)
    with pytest.raises(IntakeError, match="too large"):
        read_file(path)
    with pytest.raises(IntakeError, match="too large"):
        read_bytes(path.read_bytes(), path.name)


@pytest.mark.parametrize("suffix", [".txt", ".csv", ".docx"])
def test_what_is_no_file_is_refused(tmp_path: Path, suffix: str) -> None:
    """A folder, a pipe and a device get a sentence, not a wait."""
    folder, pipe, device = (tmp_path / f"{name}{suffix}" for name in ("folder", "pipe", "device"))
    folder.mkdir()
    os.mkfifo(pipe)
    device.symlink_to("/dev/zero")
    for path, said in ((folder, "folder"), (pipe, "no regular file"), (device, "no regular file")):
        with pytest.raises(IntakeError, match=said):
            read_file(path)


@pytest.mark.parametrize("suffix", [".txt", ".csv"])
def test_a_file_that_vanishes_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    """A file deleted between the first look and the reading is a missing file."""
    path = tmp_path / f"a{suffix}"
    path.write_text("コメント\n一", encoding="utf-8")
    kept = os.open

    def vanish(*arguments: object, **options: object) -> int:
        path.unlink(missing_ok=True)
        return kept(*arguments, **options)  # type: ignore[arg-type]  # handed on as given

    monkeypatch.setattr(os, "open", vanish)
    with pytest.raises(IntakeError, match="no such file"):
        read_file(path)


def test_a_file_that_grows_stays_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What grows after its size was looked at is refused all the same."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 20)
    monkeypatch.setattr("analyzer.intake.files._check_kind", lambda *_: path.write_bytes(b"a" * 2_000))
    monkeypatch.setenv("KAMOSHIRENAI_LARGEST_FILE", "100")
    settings.cache_clear()
    try:
        with pytest.raises(IntakeError, match="too large"):
            read_file(path)
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def test_standard_input_without_end_is_bounded(clean_environment: dict[str, str]) -> None:
    """What never ends is refused once it is larger than any file may be, in one line, exit 2."""
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [sys.executable, "-m", "analyzer", "analyze", "-", "--language", "en"],
            stdin=endless,
            env=clean_environment | {"KAMOSHIRENAI_LARGEST_FILE": "5000", "KAMOSHIRENAI_LARGEST_EXPORT": "5000"},
            capture_output=True,
            timeout=120,
            check=False,
        )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"too large")
    assert len(done.stderr.splitlines()) == 1


def test_a_chain_of_links_that_ends_nowhere_is_refused(tmp_path: Path) -> None:
    """Links in a circle and links to nothing get a sentence."""
    circle, nowhere = tmp_path / "circle.txt", tmp_path / "nowhere.txt"
    circle.symlink_to(circle)
    nowhere.symlink_to(tmp_path / "gone.txt")
    for path, said in ((circle, "could not be read"), (nowhere, "no such file")):
        with pytest.raises(IntakeError, match=said):
            read_file(path)


def test_two_hundred_files_at_once() -> None:
    """Two hundred files, every tenth of them bad, are read one after the other; the bad ones cost the others nothing."""
    kinds = [
        ("txt", b"\x95\xc4"),
        ("eml", making.eml()),
        ("csv", making.table()),
        ("vtt", making.vtt()),
        ("docx", making.docx()),
    ]
    files = [(f"{number}.{kinds[number % 5][0]}", kinds[number % 5][1]) for number in range(200)]
    outcomes = []
    for number, (name, data) in enumerate(files):
        try:
            outcomes.append(len(read_cases(data[:5_000] if number % 10 == 9 else data, name)))
        except IntakeError:
            outcomes.append(0)
    assert outcomes == ([1] * 9 + [0]) * 20
