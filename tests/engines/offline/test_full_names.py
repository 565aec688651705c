"""A Japanese full name is one person, who goes by the surname."""

from __future__ import annotations

import pytest

from analyzer.case import Case
from analyzer.engines.offline.engine import read

_TOLD = "資料は全部読まれ、料金も仕組みもそらで言える。稟議は中身を見ずに差し戻された。"


@pytest.mark.parametrize("name", ["今泉 美咲様", "今泉\u3000美咲様", "今泉 美咲課長", "今泉 健一さん", "今泉 由美子様"])
def test_a_full_name_is_one_person(name: str) -> None:
    """The surname is the contact's name, it is quoted where it stands, and the given name is nobody else."""
    text = f"9/3 訪問 ろうむ製菓 総務課 {name}。{_TOLD}"
    reading = read(Case.of_notes(text))
    assert reading.contact is not None
    assert reading.contact.name == "今泉"
    assert text[reading.contact.quote.start : reading.contact.quote.end] == "今泉"
    assert reading.people == ()


def test_the_short_name_means_the_full_one() -> None:
    """今泉 美咲様 and later 今泉様 or 美咲さん are one person."""
    reading = read(
        Case.of_notes(
            f"訪問 ろうむ製菓 今泉 美咲様。{_TOLD}", "今泉様に電話。美咲さんは会議とのこと。今泉様から折り返し。"
        )
    )
    assert reading.contact is not None
    assert reading.contact.name == "今泉"
    assert reading.people == ()


def test_two_of_one_surname_stay_two() -> None:
    """Given names that tell two people of one surname apart are not joined."""
    reading = read(Case.of_notes(f"先方: 今泉 美咲様(課長)、今泉 健一様(主任)\n{_TOLD}"))
    assert reading.contact is not None
    assert {"美咲", "健一"} <= {reading.contact.name, *(person.name for person in reading.people)}


@pytest.mark.parametrize("name", ["美作", "千早", "由布"])
def test_a_surname_that_is_also_a_given_name_stays(name: str) -> None:
    """What stands before a lone name and is no surname does not become the person (夜間照明 美作様)."""
    reading = read(Case.of_notes(f"訪問 夜間照明 {name}様。{_TOLD}"))
    assert reading.contact is not None
    assert reading.contact.name == name
