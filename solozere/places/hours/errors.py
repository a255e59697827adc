"""The refusal of a text of opening hours."""

from collections.abc import Sequence

from django.utils.translation import ngettext

from solozere.places.hours.model import Remark

_SHOWN = 3


class HoursError(ValueError):
    """Opening hours that cannot be read. `str()` is in French: what is wrong, the faulty piece quoted, what would be right."""

    def __init__(self, remarks: Sequence[Remark], suggestion: str = "") -> None:
        self.remarks = tuple(remarks)
        """What is wrong, in the order of the text: at least one."""
        self.suggestion = suggestion
        """The whole text as it would be read, to propose and never to keep unasked: missing hours in it are guessed. Or ""."""
        super().__init__(self._sentences())

    def _sentences(self) -> str:
        sentences = [remark.sentence for remark in self.remarks[:_SHOWN]]
        more = len(self.remarks) - _SHOWN
        if more > 0:
            words = ngettext("%(count)d autre passage est à revoir.", "%(count)d autres passages sont à revoir.", more)
            sentences.append(words % {"count": more})
        return " ".join(sentences)
