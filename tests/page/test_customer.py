"""The customer's company is guessed from a note's head line, and left open where only people stand there."""

from __future__ import annotations

import pytest

from analyzer.case import Case
from analyzer.page.customer import customer_of
from analyzer.reading import Contact, EngineInfo, Quote, Reading


@pytest.mark.parametrize(
    ("note", "company"),
    [
        ("6/3 展示会でヒノデ工業の岸本様と名刺交換。", "ヒノデ工業"),
        ("面談 三国碍子 岸本様", "三国碍子"),
        ("先方：社長室 大沼様（冒頭のみ）、販売部長 岸本様　当社：木南", ""),
        ("出席 大貫様(途中退席)、岸本様", ""),
    ],
)
def test_people_before_the_contact_are_no_company(note: str, company: str) -> None:
    """Somebody else of the list, with what is said of them in brackets, is not the customer's name."""
    at = note.index("岸本")
    contact = Contact(name="岸本", quote=Quote(note=0, start=at, end=at + 2, text="岸本"))
    reading = Reading(engine=EngineInfo(name="offline", model="none"), contact=contact, findings={})
    assert customer_of(Case.of_notes(note), reading) == company
