"""What is signed: the place as it is declared, the commitments and the version of the charter; never a person's name.

The name, the quality and the time stand beside the document, in columns of their own: erasing a person changes no document,
hence breaks no fingerprint.
"""

from typing import Any

from solozere.charter.joining import steps
from solozere.charter.joining.description import describe
from solozere.charter.joining.ground import Ground, ground
from solozere.charter.joining.reading import read
from solozere.charter.joining.rules import fingerprint
from solozere.charter.models import Application, Signed

FORMAT = 1


def document(application: Application, about: Ground | None = None) -> dict[str, Any]:
    """The very document: JSON values, the same for the same answers under the same version."""
    about = about or ground()
    said = read(application, about)
    ticked = set(said.value(steps.COMMITMENTS, "commitments", []))
    return {
        "format": FORMAT,
        "charter": {"code": about.version.code, "title": about.version.title} if about.version else {},
        "label": said.value(steps.COMMITMENTS, "label"),
        "commitments": [{"id": one.id, "wording": one.wording} for one in about.criteria if one.id in ticked],
        "declared": [
            {"title": section.title, "answers": [[line.label, line.text] for line in section.lines]}
            for section in describe(application, about, private=False)
            if section.step.code != steps.COMMITMENTS
        ],
    }


def holds(signed: Signed) -> bool:
    """Is the document kept the one whose fingerprint was taken?"""
    return bool(signed.signed_hash) and fingerprint(signed.signed_text) == signed.signed_hash


def is_current(application: Application, about: Ground | None = None) -> bool:
    """Does the signature cover what the application says today? Another word calls for another signature."""
    return bool(application.signed_hash) and fingerprint(document(application, about)) == application.signed_hash
