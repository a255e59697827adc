"""A form for each group of facts."""

from solozere.places.enums import FactGroupCode as Code
from solozere.places.keeping.forms.base import FactsForm
from solozere.places.keeping.forms.columns import AccessForm, ContactForm, IdentityForm, LocationForm, PricesForm
from solozere.places.keeping.forms.hours import HoursForm
from solozere.places.keeping.forms.offers import ConnectionForm, SpacesForm
from solozere.places.keeping.forms.pictures import PicturesForm
from solozere.places.keeping.forms.services import ServicesForm

FORMS: dict[str, type[FactsForm]] = {
    Code.IDENTITY: IdentityForm,
    Code.LOCATION: LocationForm,
    Code.HOURS: HoursForm,
    Code.SPACES: SpacesForm,
    Code.SERVICES: ServicesForm,
    Code.CONNECTION: ConnectionForm,
    Code.ACCESS: AccessForm,
    Code.CONTACT: ContactForm,
    Code.PRICES: PricesForm,
    Code.PICTURES: PicturesForm,
}

__all__ = ["FORMS", "FactsForm"]
