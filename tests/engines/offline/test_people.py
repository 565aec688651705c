"""Who is who: persons, sides and the contact, as a component of their own."""

from __future__ import annotations

import pytest

from analyzer.case import Case
from analyzer.engines.offline.engine import lay_out, read
from tests.engines.offline.who import names, sides


def _places(text: str, name: str) -> list[str]:
    person = next(one for one in lay_out([text]).persons if one.name == name)
    return [text[start:end] for _, start, end in person.mentions]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Met W. Haskell at the lab. WH had read it all. Everyone asks WH first.", "Haskell"),
        ("Met Wanda Haskell at the lab. WH had read it all. WH's word counts.", "Wanda Haskell"),
    ],
)
def test_initials_mean_the_one_who_has_them(text: str, name: str) -> None:
    """Initials name the person whose they are, and nobody of their own."""
    assert _places(text, name)[1:] == ["WH", "WH"]
    assert names(text) == {name}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Met H. Reid at the lab. HR had read it all.", "Reid"),  # the department
        ("Met W. Haskell and Wim Hardy. WH had read it all.", "Haskell"),  # either may be meant
        ("Subject: RE: trial\nMet Rob Evans.", "Rob Evans"),
        ("ian thorpe: it is fine\nme: it is\nian thorpe: it works", "ian thorpe"),
    ],
)
def test_doubtful_initials_mean_nobody(text: str, name: str) -> None:
    """Capitals that may be a department, a word or two persons are left alone."""
    assert set(_places(text, name)) == {name}


def test_the_one_who_speaks_under_initials_is_the_one_of_the_head() -> None:
    """What is said under initials, and the side on which a list puts them, is the person's whose they are."""
    lines = ["Present: Wanda Haskell (lab), Oskar Wiklund (us)", *["WH: I read it all.", "OW: Good to hear."] * 3]
    layout = lay_out(["\n".join(lines)])
    said = {one.name: len(one.speaking_in(layout.segments)) for one in layout.persons}
    assert said == {"Wanda Haskell": 3, "Oskar Wiklund": 3}


def test_a_speaker_whose_initials_two_have_stays_a_person() -> None:
    """Where two bear the initials, what is said under them is neither's."""
    text = "Met W. Haskell and Wim Hardy.\nWH: yes, gladly\nWH: no, never\nWH: maybe next week"
    assert "WH" in names(text)


@pytest.mark.parametrize(
    "text", ["千葉さん、宮永様の件です。", "千葉さん\r\n宮永様の件です。", "千葉さん\n宮永様の件です。"]
)
def test_whom_a_note_greets_is_seen(text: str) -> None:
    """The name that opens a note is seen as that, whatever the line ends; a later one is not."""
    greeted = {
        person.name: any(one.startswith("opens the note") for one in person.features)
        for person in lay_out([text]).persons
    }
    assert greeted == {"千葉": True, "宮永": False}
    assert "opens the note, then 、" in lay_out(["千葉さん、資料です。"]).persons[0].features


def test_a_surname_of_the_head_and_the_given_name_of_the_speaker_are_one_person() -> None:
    """Mr Oyelaran, presented above a transcript in which only "Tunde" is left to be him, is one person with him."""
    text = (
        "St Anne's – Mr Oyelaran (head of procurement) and Ros (us), third meeting\n\n"
        "Ros: Has everything arrived?\nTunde: All of it.\nRos: And the surgeons?\nTunde: They take what I take."
    )
    found = {person.name: person.speaks_as for person in lay_out([text]).persons}
    assert found["Oyelaran"] == "Tunde"
    assert "Tunde" not in found


@pytest.mark.parametrize(
    ("text", "name", "count"),
    [
        ("グエン・ティ・ラン様と面談。ランさんは資料未読。", "グエン・ティ・ラン", 2),
        ("Wei Chenさんと面談。CHEN様は資料未読。Chenさんが決める。", "Wei Chen", 3),
        ("LI様と面談。LINEで連絡。LI様は不在。", "LI", 2),
        ("Kevin　Lee様と面談。Leeさんは不在。", "Kevin　Lee", 2),
    ],
)
def test_all_forms_of_a_foreign_name_are_one_person(text: str, name: str, count: int) -> None:
    """The full name, its parts and its capitals are one person; the same letters inside another word are not."""
    (person,) = lay_out([text]).persons
    assert (person.name, len(person.mentions)) == (name, count)


def test_a_speaker_in_capitals_is_the_one_of_the_head() -> None:
    """FERREIRA: and the Ferreira of the head are one person, who speaks."""
    text = "Speakers: Ferreira (Alvo); Kobus (us)\n\nKOBUS: Thanks.\nFERREIRA: What is it?\nKOBUS: An inkjet.\nFERREIRA: Good."
    layout = lay_out([text])
    assert sorted(one.name for one in layout.persons if one.speaking_in(layout.segments)) == ["Ferreira", "Kobus"]


def test_sides_named_in_the_middle_of_a_head_count() -> None:
    """A subtitle file's remark says who is the customer's and who is ours."""
    text = (
        "WEBVTT\nNOTE Timber call. Customer: Maja Lindqvist. Us: Ben, Ruth.\n\n"
        "00:00:04.000 --> 00:00:09.000\nBen: Did you get the quote?\n\n"
        "00:00:09.500 --> 00:00:22.000\nMaja: I checked it, and line four counts the probes twice.\n\n"
        "00:00:23.500 --> 00:00:25.000\nRuth: We shall mend it."
    )
    assert sides(text) == {"Lindqvist": "contact", "Ben": "ours", "Ruth": "ours"}


def test_our_manager_and_the_contacts_boss_are_told_apart() -> None:
    """弊社の before a name makes it ours, 先方の theirs, and neither becomes the contact."""
    found = sides(
        "林精機の西村様(購買・係長)と五回目の面談。西村様は資料をすべて読み込み、効果も自分で試算された。"
        "弊社の村上部長と先方の大橋部長の顔合わせを打診し、西村様から了承をいただいた。"
    )
    assert found == {"西村": "contact", "村上": "ours", "大橋": "theirs"}


def test_a_boss_who_joins_once_is_not_the_contact() -> None:
    """The person dealt with in every note is the contact, not the boss who came in once."""
    text = (
        "窓口の三浦様と四回目。比較表を自分で作り直されていた。途中、上司の岡田部長が五分だけ同席。"
        "岡田部長は挨拶のみで退席。三浦様から次回は現場の写真を送ると連絡があった。"
    )
    assert sides(text)["三浦"] == "contact"


def test_the_one_who_asks_about_our_material_is_ours() -> None:
    """In a transcript the speakers' own words decide: who asks about 資料 and 見積 sells, who answers buys."""
    text = (
        "佐藤: 本日はお時間ありがとうございます。先日の資料はいかがでしたか。\n"
        "三谷: 全部読みました。うちのラインなら停止が半分に減りますね。\n"
        "佐藤: ありがとうございます。お見積もお持ちしました。\n"
        "三谷: 社内には私から説明しておきます。\n"
    )
    assert sides(text)["三谷"] == "contact"
    assert sides(text).get("佐藤") != "theirs"


def test_a_letter_in_place_of_a_name_is_the_contact() -> None:
    """Who writes K氏 so that nobody is known gets a contact all the same."""
    text = "A社のK氏と面談。K氏は図を見ずに説明してくれた。「これは私が決めます」と言う。弊社の佐藤も同席。"
    assert sides(text) == {"K": "contact", "佐藤": "ours"}


def test_own_names_from_the_profile_are_ours() -> None:
    """A name of the rep's profile is never the contact."""
    text = "佐藤様と面談。佐藤様は資料を読み込んでおられた。"
    assert read(Case.of_notes(text)).contact is not None
    reading = read(Case.of_notes(text + "森も同席。"), own_names=("佐藤",))
    assert reading.contact is None or reading.contact.name != "佐藤"


def test_nobody_is_the_contact_of_a_note_without_customer() -> None:
    """An office notice about our own people has no contact."""
    text = "社内連絡。来週の棚卸は木村課長が担当します。コピー機の用紙は総務で受け取ってください。忘年会の幹事は吉田さんです。"
    assert read(Case.of_notes(text)).contact is None


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("I took over this account from Dwi on 1 August and went to see Ratna.", "Dwi", "ours"),
        ("We inherited the customer from Mr Sato. Ratna buys.", "Sato", "ours"),
        ("先方：生田目様　代理店：アドベル 福原様　当社：木南", "福原", "outside"),
        ("代理店ミナト商会の鹿野さんと二人で伺う。お相手は総務の安積さん。", "鹿野", "outside"),
    ],
)
def test_words_before_a_name_say_whose_the_person_is(text: str, name: str, side: str) -> None:
    """Who had the account before is ours, and an agent is of neither side."""
    persons = {person.name: person for person in lay_out([text]).persons}
    assert f"stated {side}" in persons[name].features
    assert not any(f"stated {side}" in other.features for one, other in persons.items() if one != name)


@pytest.mark.parametrize(
    "text",
    ["I took the call from Mr. Demir.", "I took notes from Demir. He wants a tender.", "She took over from Demir."],
)
def test_what_was_taken_from_somebody_says_nothing(text: str) -> None:
    """Calls and notes are no accounts, and the customer's people also take over from each other."""
    assert not any("stated ours" in person.features for person in lay_out([text]).persons)


def test_a_blank_before_an_honorific_changes_nothing() -> None:
    """Sarah さん is spoken of as Sarahさん is."""
    apart, together = (lay_out([f"Sarah{blank}さん、お疲れさまです。"]).persons[0].features for blank in (" ", ""))
    assert {one for one in apart if one.startswith("R")} == {one for one in together if one.startswith("R")}
