"""The form that gives a file of places, and the one that says what its columns are."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.organisations.fields import DATE_HELP, validate_not_to_come, validate_partial_date
from solozere.places.imports.errors import ImportFileError
from solozere.places.imports.fields import FIELDS
from solozere.places.imports.mapping import Mapping, fitted, from_toml, guess_mapping, known
from solozere.places.imports.reading import MAX_BYTES, MB, Table, read_table

GUESS = ""
MAX_MAPPING = 100_000


class ImportForm(forms.Form):
    """A file, where it comes from, how its columns are read. `table` and `mapping` are there once it is valid."""

    file = forms.FileField(
        label=gettext_lazy("Fichier"),
        help_text=gettext_lazy("Un tableau CSV, ODS ou XLSX de 10\u00a0Mo au plus\u00a0: une ligne par lieu."),
        error_messages={"required": gettext_lazy("Choisissez le fichier à importer, par exemple lieux.csv.")},
    )
    source = forms.CharField(
        label=gettext_lazy("Nom de la source"),
        max_length=60,
        required=False,
        help_text=gettext_lazy(
            "Il paraît sur les fiches. Gardez le même à chaque import, par exemple Médiation numérique\u00a0: "
            "c’est à lui que les lieux déjà importés se reconnaissent. Un registre connu a déjà le sien."
        ),
    )
    source_date = forms.CharField(
        label=gettext_lazy("Date de la source"),
        required=False,
        help_text=DATE_HELP,
        validators=[validate_partial_date, validate_not_to_come],
    )
    mapping = forms.ChoiceField(label=gettext_lazy("Correspondance des colonnes"), required=False)
    mapping_file = forms.FileField(
        label=gettext_lazy("Fichier de correspondance"),
        required=False,
        help_text=gettext_lazy("Un fichier TOML, si vous en avez écrit un\u00a0: il l’emporte sur le choix précédent."),
    )

    table: Table
    read_as: Mapping

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(GUESS, _("Reconnaître d’après les titres des colonnes"))]
        choices += [(key, mapping.name) for key, mapping in known().items()]
        self.fields["mapping"].choices = choices  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        """Taken as it is; it is read in `clean`, once its columns may be known."""
        given = self.cleaned_data["file"]
        if given.size > MAX_BYTES:
            message = _("Ce fichier pèse plus de %(mb)d\u00a0Mo\u00a0: coupez-le en plusieurs.")
            raise ValidationError(message % {"mb": MAX_BYTES // MB})
        self.content = given.read()
        return given

    def clean_mapping_file(self) -> Any:
        """A mapping that cannot be read is said beside it."""
        given = self.cleaned_data["mapping_file"]
        if given:
            if given.size > MAX_MAPPING:
                raise ValidationError(
                    _("Ce fichier est trop long pour une correspondance\u00a0: elle tient en une page.")
                )
            try:
                self.read_as = from_toml(given.read())
            except ImportFileError as error:
                raise ValidationError(str(error)) from error
        return given

    def clean(self) -> dict[str, Any]:
        """The mapping and, where the form says nothing, the source that it names."""
        data = self.cleaned_data
        if not hasattr(self, "content") or {"mapping", "mapping_file"} & set(self.errors):
            return data
        chosen = data.get("mapping")
        said = getattr(self, "read_as", None) or (known()[chosen] if chosen else None)
        try:
            self.table = read_table(self.content, said.columns if said else ())
        except ImportFileError as error:
            self.add_error("file", str(error))
            return data
        self.read_as = said or guess_mapping(self.table.headers)
        data["source"] = data.get("source") or self.read_as.source
        data["source_date"] = data.get("source_date") or self.read_as.source_date
        if not data["source"] and "source" not in self.errors:
            self.add_error("source", _("Dites d’où vient ce fichier, par exemple Médiation numérique."))
        return data

    def complete(self) -> bool:
        """Is enough known of the columns to read the places?"""
        try:
            self.read_as = fitted(self.read_as, self.table.headers)
        except ImportFileError:
            return False
        return True


class MappingForm(forms.Form):
    """What each column of the file becomes."""

    def __init__(self, headers: tuple[str, ...], mapping: Mapping, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.headers, self.before = headers, mapping
        choices = [("", _("Laissée de côté")), *((name, said.label) for name, said in FIELDS.items())]
        for rank, header in enumerate(headers):
            self.fields[f"c{rank}"] = forms.ChoiceField(
                label=header, choices=choices, required=False, initial=mapping.columns.get(header, "")
            )

    def clean(self) -> dict[str, Any]:
        """A name and a commune at least."""
        columns = {header: self.cleaned_data.get(f"c{rank}", "") for rank, header in enumerate(self.headers)}
        chosen = Mapping(
            {header: name for header, name in columns.items() if name},
            self.before.constants,
            self.before.values,
            self.before.name,
            self.before.source,
            self.before.source_date,
        )
        try:
            self.mapping = fitted(chosen, self.headers)
        except ImportFileError as error:
            raise ValidationError(str(error)) from error
        return self.cleaned_data


def short_name(name: str) -> str:
    """A file's name as it is kept and shown: no path, no control character."""
    base = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in base if c.isprintable())[:200] or "import"


def download_name(name: str) -> str:
    """Its beginning, for the name of a report."""
    return slugify(name.rpartition(".")[0] or name)[:60] or "import"
