"""Generate notes to measure with: ``python -m eval.batch.generate COUNT FILE.jsonl`` (short, of no real customer; few sentences occur twice)."""

from __future__ import annotations

import datetime as dt
import json
import random
from pathlib import Path

import click

_OPENINGS = (
    "{contact}様と面談。{n}回目。",
    "{contact}さんに電話。",
    "訪問。{contact}様({title})。",
    "{contact}様とWeb会議、30分。",
)
_TITLES = ("総務・一般", "情報システム課 主任", "取締役", "製造部長", "購買課長")
_LINES = (
    "資料は{n}ページまで読み込んでおられ、料金表をそらで言えるほど。", "資料{n}部はまだ開いていないとのこと。", "前回{n}分かけて説明したのと同じご質問を受ける。",
    "{n}万円までならその場で決めるとのこと。", "稟議は{n}日前にまた差し戻されたそう。", "弊社部長と先方{name}部長の引き合わせをお願いしたところ、了承をいただく。",
    "{name}部長との引き合わせは「今は必要ない」とのこと。", "{n}日に候補日を3つ送ってくださる。", "検討しますとのお返事のまま、{n}日たつ。",
    "予算凍結のため{n}月まで動かせないとのこと。", "駅前のラーメン屋({n}人待ち)の話で盛り上がる。",
)  # fmt: skip
_NAMES = ("板倉", "小松", "三浦", "仲宗根", "速水", "岸本", "稲葉", "栗栖", "蓮池", "志水")


def line(number: int) -> dict[str, object]:
    """One generated case, the same for the same number."""
    draw = random.Random(number)  # noqa: S311  no secret hangs on it
    opening = draw.choice(_OPENINGS).format(
        contact=draw.choice(_NAMES), n=draw.randint(2, 9), title=draw.choice(_TITLES)
    )
    lines = (
        one.format(n=draw.randint(1, 999), name=draw.choice(_NAMES)) for one in draw.sample(_LINES, draw.randint(2, 4))
    )
    text = opening + "\n" + "\n".join(lines)
    day = dt.date(2026, 1, 1) + dt.timedelta(days=draw.randrange(300))
    about = {"rep": f"担当{number % 40:02}", "customer": f"顧客{number // 3:06}", "deal": f"案件{number:06}"}
    return {**about, "notes": [{"date": day.isoformat(), "text": text}]}


def write_notes(count: int, path: Path) -> None:
    """Write so many generated cases to a file of JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            file.write(json.dumps(line(number), ensure_ascii=False) + "\n")


@click.command()
@click.argument("count", type=int)
@click.argument("path", type=click.Path(path_type=Path))
def main(count: int, path: Path) -> None:
    """Write COUNT generated cases to a file of JSON lines."""
    write_notes(count, path)


if __name__ == "__main__":
    main()
