"""The form, a class a step; each reads what was typed, right or not, and says what is wrong."""

from solozere.charter.joining import steps
from solozere.charter.joining.forms.base import StepForm
from solozere.charter.joining.forms.commitments import CommitmentsForm
from solozere.charter.joining.forms.contact import ContactForm
from solozere.charter.joining.forms.hours import HoursForm
from solozere.charter.joining.forms.place import PlaceForm
from solozere.charter.joining.forms.services import ServicesForm

FORMS: dict[str, type[StepForm]] = {
    steps.PLACE: PlaceForm,
    steps.SERVICES: ServicesForm,
    steps.HOURS: HoursForm,
    steps.CONTACT: ContactForm,
    steps.COMMITMENTS: CommitmentsForm,
}

__all__ = ["FORMS", "CommitmentsForm", "ContactForm", "HoursForm", "PlaceForm", "ServicesForm", "StepForm"]
