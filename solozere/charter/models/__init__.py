"""The charter, who is a member under it, who asks to be, and what is looked at afterwards."""

from solozere.charter.models.applications import DECIDED, Application, ApplicationFile, ApplicationLine
from solozere.charter.models.following import Renewal, Review
from solozere.charter.models.invitations import Invitation
from solozere.charter.models.reviewing import ApplicationNote, ChangeRequest, CriterionCheck, Visit
from solozere.charter.models.signed import Signed
from solozere.charter.models.versions import CharterVersion, Membership

__all__ = [
    "DECIDED",
    "Application",
    "ApplicationFile",
    "ApplicationLine",
    "ApplicationNote",
    "ChangeRequest",
    "CharterVersion",
    "CriterionCheck",
    "Invitation",
    "Membership",
    "Renewal",
    "Review",
    "Signed",
    "Visit",
]
