"""The brief to one's own manager: drafted, checked, exported."""
