"""What the applicant's side declares to the registries."""

from solozere.charter.joining.workflow import WORKFLOW
from solozere.core.workflow import definition

definition.declare(WORKFLOW)
