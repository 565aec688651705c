"""Which column of an export holds what: told by its header in Japanese or English, or named by the user."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from analyzer.intake.errors import IntakeError, about

HEADERS = {
    "date": "訪問日 面談日 商談日 対応日 活動日 実施日 打合せ日 訪問日時 面談日時 商談日時 対応日時 活動日時 実施日時 打合せ日時 アクティビティ日 アクティビティの日付 開催日 開催日時 日付 日時 開始日時 開始日 期日 "
    "日報日付 報告日 登録日 登録日時 作成日 作成日時 meetingdate activitydate visitdate date datetime meetingstarttime start startdate "
    "starttime when duedate timestamp created createdat createddate createdate",
    "customer": "顧客 顧客名 取引先 取引先名 会社 会社名 客先 客先名 得意先 得意先名 企業 企業名 お客様 お客様名 訪問先 法人名 アカウント 関連付けられた会社 関連会社 customer "
    "customername account accountname company companyname companyaccount associatedcompany client clientname organization organisation",
    "deal": "案件 案件名 商談 商談名 プロジェクト プロジェクト名 取引 取引名 関連先 関連付けられた取引 deal "
    "dealname associateddeal opportunity opportunityname relatedto project projectname",
    "rep": "担当 担当者 担当者名 営業担当 営業担当者 自社担当 自社担当者 当社担当 対応者 訪問者 "
    "任命先 割り当て先 所有者 報告者 記入者 入力者 作成者 rep salesrep assigned assignedto activityassignedto owner ownername author user createdby",
    "contact": "先方担当 先方担当者 顧客担当者 お客様担当者 面談者 面談相手 相手 窓口 取引先責任者 関連付けられたコンタクト 先方 先方出席者 "
    "参加者 出席者 名前 contact contactname associatedcontact associatedcontacts attendees participants name who",
    "subject": "件名 タイトル 題名 用件 活動 活動種別 meetingname subject title topic activity",
    "text": "コメント 内容 商談内容 面談内容 活動内容 訪問内容 対応内容 報告内容 打合せ内容 議事録 メモ 本文 詳細 説明 所感 備考 日報 報告 記録 結果 "
    "comment comments note notes text description details body memo minutes summary meetingnotes activitynotes fullcomments remarks",
    "next": "次回 次回予定 次回アクション 次回アクション内容 次回内容 ネクストアクション 次のステップ 次の行動 今後の予定 nextstep nextsteps nextaction nextactions todo",
}
"""Field → the headers it is known by, folded as ``_folded`` does; where several are there, the one named first here is taken."""
FIELDS = tuple(HEADERS)
_RANKED = [(field, header) for field, headers in HEADERS.items() for header in headers.split()]
_FIELD_OF = {header: (field, rank) for rank, (field, header) in enumerate(_RANKED)}
_LIKE_TEXT = re.compile(
    r"(?:コメント|内容|メモ|議事|議事録|本文|詳細|説明|所感|報告|記録|結果|の声|やりとり|やり取り|comments?|notes?|description|details|body|minutes|summary)$"
)
_NO_TEXT = re.compile(r"^(?:次|今後|ネクスト|next|follow)|(?:日|日時|者|date|by|id|url)$")
_WITH_MANY = frozenset(("text", "next"))
"""Fields that several columns may fill."""


Columns = dict[str, list[int]]
"""Field → places of its columns in a row."""


def columns_of(header: Sequence[str], named: Mapping[str, str], *, first: bool = True) -> Columns | None:
    """The columns of an export with this row as its header; ``None`` where the row names no column of text (or not all those ``named``).

    Args:
        header: the cells of the row.
        named: field → header, where the user said which is which.
        first: whether it is the first row. Below it, one known word is no header yet: activities are called "Note", too.
    """
    folded = [_folded(cell) for cell in header]
    found: Columns = {}
    for field, wanted in named.items():
        if _folded(wanted) not in folded:
            return None
        found[field] = [folded.index(_folded(wanted))]
    known = _known(folded, taken=[place for places in found.values() for place in places])
    found |= {field: places for field, places in known.items() if field not in named}
    if "text" not in found and len(found) > 0:
        found["text"] = _like_text(folded, taken=[place for places in found.values() for place in places])
    enough = len(found) > 1 or first or bool(named)
    return found if enough and found.get("text") else None


def _known(folded: Sequence[str], taken: Sequence[int]) -> Columns:
    """The columns with headers that are known; for a field of one column, the best of them."""
    candidates: dict[str, list[tuple[int, int]]] = {}
    for place, cell in enumerate(folded):
        if cell in _FIELD_OF and place not in taken:
            field, rank = _FIELD_OF[cell]
            candidates.setdefault(field, []).append((rank, place))
    return {
        field: [place for _, place in places] if field in _WITH_MANY else [min(places)[1]]
        for field, places in candidates.items()
    }


def _like_text(folded: Sequence[str], taken: Sequence[int]) -> list[int]:
    """Columns whose headers end as those of texts do (``社外秘メモ``, ``Call notes``)."""
    return [
        place
        for place, cell in enumerate(folded)
        if place not in taken and _LIKE_TEXT.search(cell) and not _NO_TEXT.search(cell)
    ]


def no_text_column(name: str, header: Sequence[str], named: Mapping[str, str]) -> IntakeError:
    """The error for an export in which no column of text can be found."""
    seen = [" ".join(cell.split())[:20] for cell in header if cell.strip()][:8]
    ja, en = "「" + "」「".join(seen) + "」", ", ".join(seen)
    if named:
        wanted = ", ".join(f"{field}={header}" for field, header in named.items())
        return about(
            name,
            f"指定の列が見つかりません({wanted})。あるのは{ja}です。",
            f"the columns named are not in it ({wanted}); there are: {en}.",
        )
    return about(
        name,
        f"本文の列が見つかりません(列は{ja})。見出しを「コメント」などにするか、--column text=見出し で指定してください。",
        f"there is no column of text (columns: {en}); call it “comment”, or name it with --column text=HEADER.",
    )


def _folded(cell: str) -> str:
    """A header without width, case, blanks and what brackets add to it (``コメント（詳細）``)."""
    plain = unicodedata.normalize("NFKC", cell[:100]).casefold()
    return re.sub(r"\(.*?\)|[\s_\-・:*【】\[\]\ufeff/\"']", "", plain)
