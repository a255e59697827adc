"""The refusal of a whole file."""


class ImportFileError(ValueError):
    """A file that cannot be read as a table of places. `str()` is in French: what is wrong, and what would be right."""
