"""The labelled cases, and the commands that check, grow and compare files of them."""
