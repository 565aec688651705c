"""The Streamlit entry: ``streamlit run app.py``, ``make app`` or ``kamoshirenai app``."""

from analyzer.page.launch import quiet

quiet()

from analyzer.page.show import show_page  # noqa: E402  the environment is set first

show_page()
