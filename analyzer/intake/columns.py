"""Which column of an export holds what: told by its header in Japanese or English, or named by the user."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from analyzer.intake.errors import IntakeError, about

HEADERS = {
    "date": "日付 日時 訪問日 面談日 商談日 対応日 活動日 実施日 活動日時 対応日時 訪問日時 開始日時 打合せ日 報告日 登録日 作成日 作成日時 登録日時 日報日付 date meetingdate activitydate visitdate duedate "
    "datetime createddate created createdat start startdate when timestamp",
    "customer": "顧客 顧客名 取引先 取引先名 会社 会社名 客先 客先名 得意先 得意先名 企業 企業名 お客様 お客様名 訪問先 法人名 アカウント customer customername account accountname company companyname client "
    "organization organisation",
    "deal": "案件 案件名 商談 商談名 プロジェクト プロジェクト名 件名(案件) deal dealname opportunity opportunityname project projectname",
    "rep": "担当 担当者 担当者名 営業担当 営業担当者 自社担当 当社担当 所有者 記入者 報告者 作成者 入力者 rep salesrep owner ownername assignedto createdby author user",
    "contact": "先方担当 先方担当者 顧客担当者 お客様担当者 面談者 面談相手 相手 窓口 取引先責任者 先方 参加者 出席者 contact contactname attendees participants who",
    "subject": "件名 タイトル 題名 用件 活動 活動種別 subject title topic activity",
    "text": "コメント 内容 商談内容 面談内容 活動内容 訪問内容 対応内容 報告内容 打合せ内容 議事録 メモ 本文 詳細 説明 所感 備考 日報 報告 記録 結果 comment comments note notes text description details body memo "
    "minutes summary meetingnotes activitynotes fullcomments remarks",
    "next": "次回 次回予定 次回アクション ネクストアクション 次のステップ 次の行動 今後の予定 nextstep nextsteps nextaction nextactions todo",
}
"""Field → the headers it is known by, folded as ``_folded`` does."""
FIELDS = tuple(HEADERS)
_FIELD_OF = {header: field for field, headers in HEADERS.items() for header in headers.split()}
_WITH_MANY = frozenset(("text", "next"))
"""Fields that several columns may fill."""


Columns = dict[str, list[int]]
"""Field → places of its columns in a row."""


def columns_of(header: Sequence[str], named: Mapping[str, str]) -> Columns | None:
    """The columns of an export with this row as its header; ``None`` where the row names no column of text (or not all those ``named``).

    Args:
        header: the cells of the row.
        named: field → header, where the user said which is which.
    """
    folded = [_folded(cell) for cell in header]
    found: Columns = {}
    for field, wanted in named.items():
        if _folded(wanted) not in folded:
            return None
        found[field] = [folded.index(_folded(wanted))]
    taken = {place for places in found.values() for place in places}
    for place, cell in enumerate(folded):
        field = _FIELD_OF.get(cell, "")
        if not field or place in taken or field in named:
            continue
        if field not in found or field in _WITH_MANY:
            found.setdefault(field, []).append(place)
    return found if "text" in found and sum(map(bool, folded)) >= 1 else None


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
