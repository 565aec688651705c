"""The page's style: page.css and cases.css, Japanese for what Streamlit says in English only, and the language for the browser."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from analyzer.page.texts import STREAMLIT_IN_JAPANESE, say
from analyzer.words import Language

_REFUSED = """
[data-testid="stFileUploader"]:has([data-testid="stFileChipIconError"])::after{{content:"{words}";color:var(--bad);font-size:.875rem}}
"""
"""A file that the uploader itself refuses (too large, another kind) says so only in a tooltip."""

_ENGLISH_ONLY = """
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p{{font-size:0}}
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p::after{{content:"{browse}";font-size:.9rem}}
[data-testid="stFileUploaderDropzoneInstructions"]{{font-size:0}}
[data-testid="stFileUploaderDropzoneInstructions"] *{{font-size:0!important}}
[data-testid="stFileUploaderDropzoneInstructions"]::after{{content:"{limit}";font-size:.875rem;color:var(--muted)}}
[data-testid="InputInstructions"]{{font-size:0!important}}
[data-testid="stTextArea"] [data-testid="InputInstructions"]::after{{content:"{submit}";font-size:.8rem}}
[class*="st-key-brief_text_"] [data-testid="InputInstructions"]::after{{content:"{apply}"!important}}
"""


@cache
def _sheet() -> str:
    here = Path(__file__)
    return "".join(here.with_name(name).read_text(encoding="utf-8") for name in ("page.css", "cases.css"))


def show_style(language: Language) -> None:
    """Put the sheet on the page."""
    extra = _ENGLISH_ONLY.format(**STREAMLIT_IN_JAPANESE) if language == "ja" else ""
    refused = _REFUSED.format(words=say("file_refused", language))
    st.html(f"<style>{_sheet()}{refused}{extra}</style>")


def tell_browser(language: Language) -> None:
    """Set the document's language, which Streamlit leaves at ``en``: for screen readers, hyphenation and the right letters."""
    st.html(f'<script>document.documentElement.lang="{language}"</script>', unsafe_allow_javascript=True)
