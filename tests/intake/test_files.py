"""Files and pasted text become notes, or one clear sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as fuzzing
from hypothesis import strategies as st

from analyzer.intake import IntakeError, note_from_text, read_bytes, read_file
from analyzer.settings import settings

WORDS = "面談メモ\n田中様「私が決めます」とのこと。①見積は㈱山田から。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_the_same_words_come_out_of_every_encoding(tmp_path: Path, encoding: str, suffix: str) -> None:
    """UTF-8 with and without BOM, CP932 and UTF-16 give the same note, with its file's name as source."""
    path = tmp_path / f"メモ{suffix}"
    path.write_bytes(WORDS.encode(encoding))
    (note,) = read_file(path)
    assert note.text == WORDS
    assert note.source == path.name


@pytest.mark.parametrize(
    "words", ["会議", "田中部長", "OK です", "ｱﾎﾟ取得済", "決裁待ち", "承知しました", "ｱｲｳ 訪問", "テスト導入"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp"])
def test_short_words_come_out_of_every_encoding(encoding: str, words: str) -> None:
    """A word or two are enough to tell CP932 from EUC-JP, half-width kana among them; in EUC-JP nobody writes those."""
    if encoding != "euc_jp" or "ｱ" not in words:
        assert read_bytes(words.encode(encoding), "a.txt")[0].text == words


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_unmarked_utf16_needs_no_line_end(encoding: str) -> None:
    """UTF-16 without a mark is told by its kana where there is no Latin letter."""
    assert (
        read_bytes("承知しました。それでお願いします".encode(encoding), "a.txt")[0].text
        == "承知しました。それでお願いします"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_line_feeds(end: str) -> None:
    """A note from Windows or an old Mac has the same offsets as one from anywhere else."""
    (note,) = read_bytes("一行目\n二行目".replace("\n", end).encode("cp932"), "a.txt")
    assert note.text == "一行目\n二行目"


@pytest.mark.parametrize("text", ["", "  \n\t\u3000", "---\n。。。"])
def test_text_without_words_is_refused(text: str) -> None:
    """Nothing, blanks and bare punctuation are no note."""
    with pytest.raises(IntakeError):
        note_from_text(text)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "photo.txt"),
        (bytes(range(256)) * 4, "bytes.txt"),
        (b"\x81", "half.txt"),
        ("面談".encode() + b"\xff\xfe\x00", "broken.md"),
        (b"PK\x03\x04 zip", "minutes.zip"),
    ],
)
def test_what_is_no_text_is_refused_with_its_name(data: bytes, name: str) -> None:
    """Binary and undecodable files are refused in both languages, naming the file and what to do."""
    with pytest.raises(IntakeError) as caught:
        read_bytes(data, name)
    for words in (caught.value.words.ja, caught.value.words.en):
        assert words.startswith(name)
        assert "\n" not in words


def test_limits_hold_before_anything_is_read(tmp_path: Path) -> None:
    """A file over the size limit is refused by its size; a text over the length limit by its length."""
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(settings().largest_file + 1)
    with pytest.raises(IntakeError, match="too large"):
        read_file(large)
    with pytest.raises(IntakeError, match="too long"):
        note_from_text("あ" * (settings().most_characters + 1))


def test_folders_devices_and_missing_files_are_refused(tmp_path: Path) -> None:
    """What is no readable file gets a sentence instead of a traceback or a wait."""
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    for path, words in ((tmp_path, "folder"), (tmp_path / "none.txt", "no such file"), (pipe, "no regular file")):
        with pytest.raises(IntakeError, match=words):
            read_file(path)


@fuzzing(deadline=None)  # a busy machine is no finding
@given(st.binary(max_size=400))
def test_any_bytes_become_a_note_or_a_sentence(data: bytes) -> None:
    """No bytes crash the reader, and what becomes a note has words in it."""
    try:
        (note,) = read_bytes(data, "any.txt")
    except IntakeError as error:
        said = error.words.ja
    else:
        said = note.text
    assert any(char.isalnum() for char in said)
