"""The rows of a place: spaces, services, measures… shown in tables, handed over to the actions as lists."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from solozere.core.admin_base import FORM_FIELDS
from solozere.core.files import store_image
from solozere.core.models import StoredFile
from solozere.places.facts import GROUPS
from solozere.places.facts.children import ChildRows
from solozere.places.models import (
    Closure,
    ConnectionMeasure,
    ExternalId,
    FactGroup,
    Picture,
    PlaceOrganisation,
    PlaceService,
    Space,
    StatusChange,
)

PARTS = {part.model: part for parts in GROUPS.values() for part in parts if isinstance(part, ChildRows)}


class RowsFormSet(BaseInlineFormSet):
    """Rows that are never saved one by one: `rows()` gives the whole list, `part` says what it is."""

    @property
    def part(self) -> ChildRows:
        """What these rows are for the groups of facts."""
        return PARTS[self.model]  # type: ignore[index]

    def rows(self) -> list[dict[str, Any]]:
        """The rows as they are to stand, each with the identifier of the one it was."""
        deleted = self.deleted_forms
        kept = [form for form in self.forms if form not in deleted and (form.instance.pk or form.has_changed())]
        return [self._row(form) for form in kept]

    def _row(self, form: Any) -> dict[str, Any]:
        data = form.cleaned_data
        row = {column: data[column] for column in self.part.columns if column in data}
        if form.instance.pk:
            row["id"] = form.instance.pk
        return {**row, **self.references(form)}

    def references(self, form: Any) -> dict[str, Any]:
        """What stands for an object, as the group names it."""
        return {}

    def clean(self) -> None:
        """The list as a whole: a row given twice is said before anything is written."""
        super().clean()
        if any(self.errors):
            return
        keys = [tuple(str(row.get(name)) for name in self.part.key) for row in self.rows()]
        for key in keys:
            if keys.count(key) > 1:
                message = gettext_lazy("«\u00a0%(key)s\u00a0» est donné deux fois\u00a0: gardez une seule ligne.")
                raise ValidationError(message, params={"key": ", ".join(key)})


class ServiceFormSet(RowsFormSet):
    """Each by its code."""

    def references(self, form: Any) -> dict[str, Any]:
        return {"service_id": form.cleaned_data["service"].pk}


class RoleFormSet(RowsFormSet):
    """Each organisation by its address."""

    def references(self, form: Any) -> dict[str, Any]:
        return {"organisation": form.cleaned_data["organisation"].slug}


class PictureForm(forms.ModelForm):
    """A picture is sent once; afterwards its words and its rank may change."""

    upload = forms.FileField(
        label=gettext_lazy("Photo"), required=False, help_text=gettext_lazy("JPEG, PNG ou WebP, 20\u00a0Mo au plus.")
    )

    class Meta:
        model = Picture
        fields = ["upload", "alt", "caption", "credit", "order"]

    def clean(self) -> dict[str, Any]:
        """Keep the picture that was sent, cleaned; a new row needs one."""
        super().clean()
        upload = self.cleaned_data.get("upload")
        if upload:
            try:
                self.instance.file = store_image(
                    upload, purpose="photo d’un lieu", visibility=StoredFile.Visibility.PUBLIC
                )
            except ValidationError as error:
                self.add_error("upload", error)
        elif self.instance.pk is None and self.has_changed():
            self.add_error("upload", gettext_lazy("Choisissez la photo à déposer."))
        return self.cleaned_data


class PictureFormSet(RowsFormSet):
    """Each picture by the fingerprint of its file."""

    def references(self, form: Any) -> dict[str, Any]:
        return {"file": form.instance.file.sha256} if form.instance.file_id else {}


class RowsInline(admin.TabularInline):
    """A table of rows; the choices of a foreign key are read once for all of them."""

    extra = 0
    formset = RowsFormSet
    formfield_overrides = FORM_FIELDS
    related: ClassVar[tuple[str, ...]] = ()

    def get_queryset(self, request: HttpRequest) -> Any:
        """With what their forms show."""
        return super().get_queryset(request).select_related(*self.related, "place")

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Its choices as a list; not those of the place, which is the page's own."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field is not None and db_field.name != "place":
            field.choices = list(field.choices)  # type: ignore[arg-type]
        return field


class SpaceInline(RowsInline):
    model = Space
    verbose_name_plural = gettext_lazy("Espaces")


class ServiceInline(RowsInline):
    model = PlaceService
    formset = ServiceFormSet
    related = ("service",)
    verbose_name_plural = gettext_lazy("Services : proposés ou non ; sans ligne, on ne sait pas")


class MeasureInline(RowsInline):
    model = ConnectionMeasure
    verbose_name_plural = gettext_lazy("Mesures de la connexion")


class ClosureInline(RowsInline):
    model = Closure
    verbose_name_plural = gettext_lazy("Fermetures exceptionnelles")


class RoleInline(RowsInline):
    model = PlaceOrganisation
    formset = RoleFormSet
    related = ("organisation",)
    verbose_name_plural = gettext_lazy("Organisations du lieu")


class ExternalInline(RowsInline):
    model = ExternalId
    verbose_name_plural = gettext_lazy("Le lieu ailleurs")


class PictureInline(RowsInline):
    model = Picture
    form = PictureForm
    formset = PictureFormSet
    related = ("file",)
    fields = ["upload", "alt", "caption", "credit", "order"]
    verbose_name_plural = gettext_lazy("Photos")


class ShownInline(admin.TabularInline):
    """Rows that the actions write and nobody edits."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The actions add."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes."""
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the place, which each row names."""
        return super().get_queryset(request).select_related("place")


class LifeInline(ShownInline):
    model = StatusChange
    fields = ["status", "on", "note", "author_name", "at"]
    readonly_fields = ["status", "on", "note", "author_name", "at"]
    verbose_name_plural = gettext_lazy("Vie du lieu")


class GroupInline(ShownInline):
    model = FactGroup
    fields = ["code", "source", "source_date", "confirmed_at", "author_name"]
    readonly_fields = ["code", "source", "source_date", "confirmed_at", "author_name"]
    verbose_name_plural = gettext_lazy("Qui a dit quoi, et quand")


ROWS: list[type[RowsInline]] = [
    SpaceInline,
    ServiceInline,
    MeasureInline,
    ClosureInline,
    PictureInline,
    RoleInline,
    ExternalInline,
]
SHOWN: list[type[ShownInline]] = [LifeInline, GroupInline]


def changed_rows(formsets: list[Any], part: ChildRows) -> list[dict[str, Any]] | None:
    """The rows of `part` as they are to stand; None where the administrator changed none."""
    for formset in formsets:
        if isinstance(formset, RowsFormSet) and formset.model is part.model and formset.has_changed():
            return formset.rows()
    return None
