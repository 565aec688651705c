"""Whether words of a note tell of something the contact did, so that one can thank them for it."""

from __future__ import annotations

import re

_DEED = re.compile(
    r"作[らりるっ成図]|描[いか]|書[いきか]|まとめ|図に|表に|説明[しさ]|解説|紹介[しさ]|発表|試算|計算|算出|比べ|比較表|調べ|集め|整理|洗い出|読み込|読み上げ"
    r"|暗記|そらで|引用|指摘|訂正|直し|教え|講師|伝え|話して|話され|答え|動かし|操作|試し|試[行用]|触っ|並べ|分析|起こし|用意|準備|仕上げ|配[っり]|開い"
    r"|\b(?:drew|draws|drawn|redrew|made|makes|wrote|writes|written|built|builds|prepared|calculat\w+|worked (?:it |them )?out|comput\w+|compar\w+|explain\w+"
    r"|present\w+|show(?:ed|s|n)|taught|teach\w+|collect\w+|gather\w+|check\w+|correct\w+|point(?:ed|s) out|answer(?:ed|s)|tested|tried|ran|runs|compiled"
    r"|summar\w+|listed|mapped|walk(?:ed|s)|told|recit\w+|quot(?:ed|es)|organi[sz]ed|brought|set up|put together|went through|rewrote|translated)\b",
    re.IGNORECASE,
)


def is_deed(words: str) -> bool:
    """Whether the words tell of a thing done; meeting often, or having no questions left, is none."""
    return bool(_DEED.search(words))
