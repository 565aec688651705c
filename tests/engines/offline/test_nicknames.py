"""A nickname and the name in brackets behind it are one person, who is called by the name."""

from __future__ import annotations

import pytest

from analyzer.engines.offline.engine import lay_out
from tests.engines.offline.who import names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("キャディ室のタケさん（武智さん）と話せた。タケさんは来たばかり。タケさんいわく予算は無い。", "武智"),
        ("ミキティ（三木さん）に会えました。", "三木"),
        ("ヤマさん（山田 太郎様）に電話。ヤマさんは値引き希望。", "山田"),
        ("音声入力 かどわきさん(門脇)。門脇さんは写真を撮った。", "門脇"),
    ],
)
def test_nickname_and_name_are_one(text: str, name: str) -> None:
    """All places where the nickname stands are the person's."""
    assert names(text) == {name}


def test_the_person_is_found_wherever_the_nickname_stands() -> None:
    """What is told of the nickname is told of the person."""
    text = "タケさん（武智さん）と話せた。タケさんは来たばかり。"
    (person,) = lay_out([text]).persons
    assert [text[start:end] for _, start, end in person.mentions] == ["タケ", "武智", "タケ"]


@pytest.mark.parametrize(
    ("text", "both"),
    [
        ("リーさん（田中様）と面談。リーさんは技術、田中様は購買。", {"リー", "田中"}),
        ("キムさん（鈴木様）が出席。", {"キム", "鈴木"}),
    ],
)
def test_two_persons_stay_two(text: str, both: set[str]) -> None:
    """A foreign surname is no nickname, and who are both spoken of again are two."""
    assert names(text) == both
