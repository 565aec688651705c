"""The Streamlit page: each part in a module of its own; only these modules import streamlit."""
