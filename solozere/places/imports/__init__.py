"""Places brought from a file: read, planned line by line, then written at once or not at all. See docs/adr/0011-import.md."""
