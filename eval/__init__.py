"""Evaluation, training and batch scripts for team leads; each is run as ``python -m eval.<name>``."""
