"""How the page's server is started."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from analyzer.page import launch

ROOT = Path(__file__).parents[2]


def test_the_flags_keep_the_page_on_this_machine() -> None:
    """Address, statistics, XSRF and upload size are flags, which stand above configuration and environment."""
    flags = launch.command(8600, open_browser=False)
    for flag in (
        "--server.address=127.0.0.1",
        "--browser.gatherUsageStats=false",
        "--server.enableXsrfProtection=true",
        "--server.fileWatcherType=none",
        "--server.maxUploadSize=10",
        "--server.headless=true",
        "--server.port=8600",
    ):
        assert flag in flags


def test_without_a_port_streamlit_chooses() -> None:
    """No port given: no port demanded; the browser opens where it is asked for."""
    flags = launch.command(None, open_browser=True)
    assert "--server.headless=false" in flags
    assert not any(flag.startswith("--server.port") for flag in flags)


def test_config_file_and_flags_say_the_same() -> None:
    """``streamlit run app.py`` is set up like ``kamoshirenai app``."""
    with (ROOT / ".streamlit" / "config.toml").open("rb") as file:
        config = tomllib.load(file)
    flat = {}
    for section, options in config.items():
        for name, value in options.items():
            inner = value.items() if isinstance(value, dict) else [("", value)]
            flat.update({f"{section}.{name}{'.' if key else ''}{key}": str(one) for key, one in inner})
    assert {
        name: value.replace("True", "true").replace("False", "false") for name, value in flat.items()
    } == launch.OPTIONS


def test_the_apps_file_is_found() -> None:
    """The installed package's file comes first, the checkout's otherwise."""
    assert launch.app_file().name in ("app.py", "_app.py")


def test_tracing_is_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tracing asked for in the environment is off in the page's process."""
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGCHAIN_TRACING_V2", "true")
    launch.quiet()
    assert {name: os.environ[name] for name in launch.QUIET} == launch.QUIET
