"""Secret addresses do not stand in the log."""

import logging
import re

SECRET = re.compile(r"/(suivi|courriels)/[^/\s\"'?#]{20,}")


def hide(text: str) -> str:
    """`text` with the secret of each address left out."""
    return SECRET.sub(r"/\1/…", text)


class HideSecrets(logging.Filter):
    """Leaves the secrets out of each line, its arguments included."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every line passes, without its secrets."""
        said = record.getMessage()
        if SECRET.search(said):
            record.msg, record.args = hide(said), ()
        return True
