"""The pictures: each with the words that stand for it."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.core.files import store_image
from solozere.core.models import StoredFile
from solozere.places.enums import FactGroupCode as Code
from solozere.places.keeping.forms import fields
from solozere.places.keeping.forms.base import FactsForm, RowForm, Values


class PictureForm(RowForm):
    """A picture is sent once; the fingerprint of what was sent stays in the form, so that a mistake elsewhere costs no second sending."""

    file = forms.CharField(required=False, widget=forms.HiddenInput)
    upload = forms.FileField(
        label=gettext_lazy("Photo"),
        required=False,
        help_text=gettext_lazy(
            "JPEG, PNG ou WebP, 20\u00a0Mo au plus. Demandez l’accord des personnes que l’on reconnaît."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={"empty": gettext_lazy("Ce fichier est vide. Choisissez une photo et renvoyez-la.")},
    )
    alt = fields.text(
        gettext_lazy("Ce que montre la photo"),
        300,
        missing=gettext_lazy("Décrivez la photo en une phrase, pour qui ne la voit pas."),
        hint=gettext_lazy("Par exemple\u00a0: six bureaux face à une grande fenêtre."),
    )
    caption = fields.text(gettext_lazy("Légende"), 200)
    credit = fields.text(
        gettext_lazy("Crédit"), 200, hint=gettext_lazy("Qui a pris la photo, si cette personne le souhaite.")
    )
    order = fields.whole(gettext_lazy("Rang"), least=0, most=1000)

    def clean_file(self) -> str:
        """Only what is public already: the number of a file kept for the team opens nothing here."""
        given: str = self.cleaned_data["file"]
        public = StoredFile.objects.filter(sha256=given[:64], visibility=StoredFile.Visibility.PUBLIC)
        return given if given and public.exists() else ""

    def clean(self) -> dict[str, Any]:
        """A picture is there: sent now, or before."""
        data = self.cleaned_data
        if upload := data.pop("upload", None):
            try:
                stored = store_image(upload, purpose="photo d’un lieu", visibility=StoredFile.Visibility.PUBLIC)
            except ValidationError as error:
                self.add_error("upload", error)
            else:
                data["file"] = stored.sha256
        elif not data.get("file") and "upload" not in self.errors and self.has_changed():
            self.add_error("upload", _("Choisissez la photo à déposer."))
        return data

    @property
    def shown(self) -> StoredFile | None:
        """The picture of this row, to show beside its words."""
        cleaned: dict[str, Any] = getattr(self, "cleaned_data", {})
        digest = cleaned.get("file") or self.initial.get("file") or ""
        return StoredFile.objects.filter(sha256=digest).first() if digest else None

    def row(self) -> Values:
        return {**super().row(), "order": self.cleaned_data["order"] or 0}


class PicturesForm(FactsForm):
    """The pictures of the place, in their order."""

    code: ClassVar[str] = Code.PICTURES
    row_form: ClassVar[Any] = PictureForm
    row_title: ClassVar[Any] = gettext_lazy("Photo")
    template: ClassVar[str] = "places/keeping/pictures_fields.html"
