"""Mails as programs really write them: quoted replies, forwarded mails, signatures; and nothing of the words lost."""

from __future__ import annotations

import pytest

from analyzer.intake import read_bytes
from tests.intake import making

OWN, QUOTED = "社内で止まっています。", "資料をお送りします。"


def own(body: str) -> str:
    """The words of a mail's last note below its heading."""
    return read_bytes(making.eml(body), "a.eml")[-1].text.split("\n\n", 1)[1]


@pytest.mark.parametrize(
    "between",
    [
        "-----Original Message-----\nFrom: 山本 <y@example.com>\nSent: Tuesday, July 1, 2025 10:00 AM\nTo: 中村\nSubject: 件\n",
        "________________________________\n差出人: 山本 <y@example.com>\n送信日時: 2025年7月1日 10:00\n宛先: 中村\n件名: 件\n",
        "---------- Forwarded message ---------\nFrom: 山本 <y@example.com>\nDate: 2025年7月1日(火) 10:00\n",
        "-------- 転送されたメッセージ --------\nSubject: \t件\nDate: \tTue, 1 Jul 2025 10:00:00 +0900\nFrom: \t山本 <y@example.com>\n",
        "転送されたメッセージ:\n\n差出人: 山本 <y@example.com>\n件名: 件\n日付: 2025年7月1日 10:00:00 JST\n",
    ],
)
def test_mails_below_are_earlier_notes(between: str) -> None:
    """However a program heads the mail it answers or hands on, that is a note of its own, of its own day."""
    earlier, last = read_bytes(making.eml(f"{OWN}\n\n{between}\n{QUOTED}\n"), "a.eml")
    assert (earlier.text.split("\n")[-1], str(earlier.date)) == (QUOTED, "2025-07-01")
    assert last.text.endswith(f"\n\n{OWN}")
    assert "@example.com" not in earlier.text


@pytest.mark.parametrize(
    ("signature", "name"),
    [
        ("━━━━━━━━\n東都精機株式会社\n総務部 中村 健\nTEL:03-1111-2222\n━━━━━━━━", "東都精機株式会社 総務部 中村 健"),
        ("┏━━━━━━━┓\n 東都精機 中村\n TEL 03-1111-2222\n┗━━━━━━━┛", "東都精機 中村"),
        ("∞∞∞∞∞∞∞∞\n中村健\nk@toto.example\n∞∞∞∞∞∞∞∞", "中村健"),
        ("-- \n中村 健 / Ken Nakamura\n+81-90-1234-5678", "中村 健 / Ken Nakamura"),
        ("東都精機株式会社\n総務部 主任 中村 健\n電話 03-1111-2222\nhttps://toto.example", "東都精機株式会社 総務部 主任 中村 健"),
    ],
)  # fmt: skip
def test_signatures_become_a_line(signature: str, name: str) -> None:
    """Of a signature, ruled or not, name, company and title stay; how to reach the person goes."""
    assert own(f"{OWN}\n\n{signature}\n") == f"{OWN}\n\n{name}"


@pytest.mark.parametrize(
    "body",
    [
        "議題\n----------\n1. 価格\n2. 納期は 03-1111-2222 へ電話\n----------\n以上です。止まっています。\nよろしく",
        f"{OWN}\n-----\nメールで課長に二度上げたが、差し戻された。\n課長は理由を言わない。",
        f"{OWN}\n--\n課長に二度上げた\n差し戻された 理由は不明",
        f"{OWN}\n\n連絡先は 03-1111-2222 です。\n次は 7/10 に伺います。",
    ],
)
def test_ruled_off_words_are_no_signature(body: str) -> None:
    """Minutes with rules, mails and telephone numbers in them lose not a letter."""
    assert own(body) == body


def test_headers_in_raw_letters_are_read() -> None:
    """A subject that an old program wrote without encoding it, and a mark before the first header, do no harm."""
    data = b"\xef\xbb\xbfFrom: a@example.com\nSubject: " + "お見積の件".encode("cp932") + b"\n\nhello there"
    (note,) = read_bytes(data, "a.eml")
    assert note.text.startswith("件名: お見積の件\n")
