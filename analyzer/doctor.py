"""What is set and whether it works: settings with secrets masked, the embedded engine, the catalogue, saved cases, where notes go."""

from __future__ import annotations

import platform
import re
from importlib import metadata

from analyzer.settings import settings


def examine() -> tuple[list[str], bool]:
    """Lines to show, and whether everything works."""
    now = settings()
    lines = [
        f"kamoshirenai {metadata.version('kamoshirenai')}, Python {platform.python_version()}, {platform.system()}"
    ]
    lines += [
        f"KAMOSHIRENAI_ENGINE = {now.engine}",
        f"KAMOSHIRENAI_MODEL = {now.model or '(未設定 / not set)'}",
        f"OPENAI_BASE_URL = {_without_password(now.openai_base_url) or '(未設定 / not set)'}",
        f"OPENAI_API_KEY = {_masked(now.openai_api_key.get_secret_value())}",
        f"KAMOSHIRENAI_DATABASE_URL = {_masked(now.database_url.get_secret_value())}",
        f"KAMOSHIRENAI_CATALOGUE = {now.catalogue or '(未設定 / not set)'}",
    ]
    checks = [_embedded_engine(), _catalogue(), _saved_cases()]
    if now.language_model_configured and now.engine != "offline":
        checks.append(_language_model())
    lines += [line for line, _ in checks]
    lines.append(_where_notes_go())
    return lines, all(works for _, works in checks)


def _masked(secret: str) -> str:
    """Nothing of a secret is shown, not even its length."""
    return "********" if secret else "(未設定 / not set)"


def _without_password(url: str) -> str:
    return re.sub(r"//[^/@]*@", "//********@", url)


def _embedded_engine() -> tuple[str, bool]:
    from analyzer.analysis import analyze

    try:
        analysis = analyze("営業部の田中様は「私が決めます」とのこと。", "offline")
    except Exception as error:  # noqa: BLE001  a doctor reports whatever is broken instead of breaking itself
        return f"✗ 組み込みエンジン / embedded engine: {type(error).__name__}", False
    return f"✓ 組み込みエンジン / embedded engine: {analysis.engine.model}", True


def _language_model() -> tuple[str, bool]:
    """Ask the configured server for one word; no note is sent."""
    from analyzer.engines.errors import EngineError
    from analyzer.engines.language_model.checking import greet

    try:
        answered = greet()
    except EngineError as error:
        return f"✗ 言語モデル / language model: {error.words.ja} / {error.words.en}", False
    return f"✓ 言語モデル / language model: {answered}", True


def _where_notes_go() -> str:
    now = settings()
    if now.engine == "offline" or not now.language_model_configured or now.local_model:
        return "議事録はこのパソコンの外へ出ません。 / Notes do not leave this machine."
    from analyzer.engines.language_model.connection import is_loopback, shown_server

    if is_loopback(now.openai_base_url):
        return "議事録はこのパソコンの外へ出ません。 / Notes do not leave this machine."
    where = shown_server(now.openai_base_url)
    return f"議事録は {where} へ送られます。 / Notes are sent to {where}."


def _catalogue() -> tuple[str, bool]:
    from analyzer.catalogue import CatalogueError, load_catalogue

    try:
        known = load_catalogue(settings().catalogue)
    except CatalogueError as error:
        return f"✗ {error}", False
    return (
        f"✓ カタログ / catalogue: {len(known.signals)} signals, {len(known.hypotheses)} hypotheses, {len(known.moves)} moves",
        True,
    )


def _saved_cases() -> tuple[str, bool]:
    """Whether the database of saved cases answers; none is made where there is none yet."""
    from analyzer.history import HistoryError, open_history
    from analyzer.history.database import file_of

    url = settings().database_url.get_secret_value()
    try:
        path = file_of(url)
        if path and not path.exists():
            return f"✓ 保存した案件 / saved cases: まだありません / none yet ({path})", True
        count = len(open_history().find())
    except HistoryError as error:
        return f"✗ 保存した案件 / saved cases: {error.words.ja} / {error.words.en}", False
    return f"✓ 保存した案件 / saved cases: {count} ({path or 'PostgreSQL'})", True
