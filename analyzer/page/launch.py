"""Start the page's server: on this machine only, quiet, whatever configuration or environment say."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

QUIET = {
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING_V2": "false",
    "LANGCHAIN_TRACING": "false",
}
"""Tracing services that libraries would call by themselves."""

OPTIONS = {
    "server.address": "127.0.0.1",
    "server.fileWatcherType": "none",
    "server.enableXsrfProtection": "true",
    "server.enableCORS": "true",
    "server.maxUploadSize": "10",
    "server.showEmailPrompt": "false",
    "browser.gatherUsageStats": "false",
    "browser.serverAddress": "127.0.0.1",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "theme.light.primaryColor": "#0b666d",
    "theme.dark.primaryColor": "#38b2ba",
}
"""Streamlit's options, given as flags: they stand above config.toml and environment. Sizes in MB."""


def quiet() -> None:
    """Switch tracing off in this process."""
    os.environ.update(QUIET)


def app_file() -> Path:
    """The page's script: inside the package when installed, else the checkout's app.py.

    Raises:
        FileNotFoundError: neither is there.
    """
    packaged = Path(__file__).parent / "_app.py"
    for path in (packaged, Path(__file__).parents[2] / "app.py"):
        if path.is_file():
            return path
    raise FileNotFoundError(packaged)


def command(port: int | None, *, open_browser: bool) -> list[str]:
    """The command that starts the server; without a port Streamlit takes 8501 or the next free one."""
    options = OPTIONS | {"server.headless": "false" if open_browser else "true"}
    if port is not None:
        options["server.port"] = str(port)
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "streamlit", "run", str(app_file()), *flags]


def launch(port: int | None, open_browser: bool) -> int:
    """Serve the page until it is stopped; returns the server's exit code (0 after Ctrl+C or a request to end)."""
    child = subprocess.Popen(  # noqa: S603  this very Python, with flags of our own
        command(port, open_browser=open_browser), env={**os.environ, **QUIET}
    )
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, lambda *_: _stop(child))  # else the server would live on without us
    try:
        code = child.wait()
    except KeyboardInterrupt:
        _stop(child)
        child.wait()
        return 0
    return 0 if code == -signal.SIGTERM else code


def _stop(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
