"""Whether it is the contact who speaks is told from the talk itself: colleagues among themselves only speak of them."""

from __future__ import annotations

import pytest

from analyzer.case import Case
from analyzer.engines.offline.engine import lay_out, read
from analyzer.engines.offline.linear import shipped_model
from analyzer.engines.offline.talk import contact_speaks

CHATS = {
    "ja": (
        "大西: 相川電機の堤さん、やっとつかまりました\n畑中: お疲れ。どうだった\n大西: 試験の数字は全部ご自分で検算してありました\n"
        "畑中: 判子は誰なの\n大西: 堤さんがうんと言えば終わりだって、受付の人まで言ってました\n畑中: じゃあ次は俺も行くよ"
    ),
    "en": (
        "Priya: so how was the bottling lot\nMarcus: caught Halloran on the loading dock, ten minutes\nPriya: and?\n"
        "Marcus: she'd redone our payback sum herself and found the error in it\nPriya: can she sign though\n"
        "Marcus: two foremen waited for her nod before they moved a pallet. did you want me to ask about you and her boss?"
    ),
}
MEETINGS = {
    "ja": (
        "大西: 堤様、本日はお時間をいただきありがとうございます。\n堤: いえいえ。いただいた試験の数字は、うちのデータで検算しておきました。\n"
        "大西: ありがとうございます。弊社の畑中が一度ご挨拶にと申しております。\n堤: 来週の火曜なら部長も空いています。私から話しておきます。\n大西: よろしくお願いいたします。"
    ),
    "en": (
        "Marcus: Thanks for making the time, Ms Halloran.\nHalloran: I went through your payback sum with our own figures last night.\n"
        "Marcus: Great. My manager Priya would love to say hello to your director.\nHalloran: Tuesday works. I'll tell him myself.\nMarcus: Perfect, thank you."
    ),
}


def speaks(text: str) -> float:
    """Log-odds that the contact speaks in a note."""
    layout = lay_out([text])
    return contact_speaks(layout.segments, layout.tokens, layout.persons, shipped_model("talk"))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_in_a_meeting_the_contact_speaks_and_in_a_chat_of_colleagues_not(language: str) -> None:
    """The same people and matter: what they say to each other tells which of the two it is."""
    assert speaks(CHATS[language]) < 0 < speaks(MEETINGS[language])


def test_where_nobody_is_quoted_line_by_line_nothing_is_said_about_it() -> None:
    """A diary has no talk to judge by."""
    assert speaks("相川電機の堤様を訪問。試験の数字は検算済みとのこと。") == 0


@pytest.mark.parametrize(("language", "contact"), [("ja", "堤"), ("en", "Halloran")])
@pytest.mark.parametrize("texts", [CHATS, MEETINGS])
def test_the_contact_is_whom_colleagues_speak_of_and_who_answers_them(
    language: str, contact: str, texts: dict[str, str]
) -> None:
    """A colleague who speaks much is not taken for the contact, a contact who speaks is."""
    found = read(Case.of_notes(texts[language])).contact
    assert found is not None
    assert found.name == contact
