"""The services of the catalogue, one question each: yes, no, or not known yet."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from solozere.places.enums import FactGroupCode as Code
from solozere.places.keeping.forms import fields
from solozere.places.keeping.forms.base import FactsForm, Values, known, said, yes_no_unknown
from solozere.places.models import Place, Service

ANSWER, DETAIL = "s_", "d_"


class ServicesForm(FactsForm):
    """What the place offers."""

    code: ClassVar[str] = Code.SERVICES
    template: ClassVar[str] = "places/keeping/services_fields.html"

    def __init__(self, place: Place, values: Mapping[str, Any], data: Any = None, files: Any = None) -> None:
        self.catalogue = list(Service.objects.order_by("order", "code"))
        super().__init__(place, values, data, files)
        for service in self.catalogue:
            answer = fields.choice(service.label, yes_no_unknown())
            answer.widget = forms.RadioSelect(choices=yes_no_unknown())
            answer.help_text = service.hint
            self.fields[f"{ANSWER}{service.code}"] = answer
            detail = fields.text(_("Précision pour «\u00a0%(service)s\u00a0»") % {"service": service.label}, 200)
            self.fields[f"{DETAIL}{service.code}"] = detail

    def beginning(self, values: Mapping[str, Any]) -> Values:
        rows = values.get("services", [])
        answers = {f"{ANSWER}{row['service_id']}": said(row["available"]) for row in rows}
        unknown = {f"{ANSWER}{service.code}": "" for service in self.catalogue}
        return {**unknown, **answers, **{f"{DETAIL}{row['service_id']}": row["detail"] for row in rows}}

    def questions(self) -> list[tuple[BoundField, BoundField]]:
        """Each service with its detail."""
        return [(self[f"{ANSWER}{one.code}"], self[f"{DETAIL}{one.code}"]) for one in self.catalogue]

    def values(self) -> Values:
        """A service of which nothing is known has no row; a detail alone says nothing."""
        rows = []
        for service in self.catalogue:
            available = known(self.cleaned_data[f"{ANSWER}{service.code}"])
            if available is not None:
                detail = self.cleaned_data[f"{DETAIL}{service.code}"]
                rows.append({"service_id": service.code, "available": available, "detail": detail})
        return {"services": rows}
