"""The forms of the review. Each decision carries `seen`: the last step that its page showed."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from solozere.charter.enums import CheckVerdict
from solozere.charter.models import Application
from solozere.charter.reviewing import hosting
from solozere.charter.reviewing.checks import Found, Said
from solozere.charter.reviewing.conflicts import Conflict
from solozere.charter.rules import Charter
from solozere.core import workflow
from solozere.places.enums import PlaceStatus

KEEP, TAKE = "fiche", "demande"
_REASON = gettext_lazy("Écrivez le motif, en une phrase au moins\u00a0: la personne concernée le lit.")


def _text(label: Any, required: Any = None, rows: int = 3, longest: int = 2000, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required is not None,
        max_length=longest,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows, "class": "full"}),
        error_messages={"required": required} if required is not None else {},
    )


class CheckForm(forms.Form):
    """What is found of one criterion; what the page showed comes back hidden beside it."""

    verdict = forms.ChoiceField(
        choices=CheckVerdict.choices, widget=forms.RadioSelect, required=False, show_hidden_initial=True
    )
    comment = forms.CharField(max_length=1000, required=False, show_hidden_initial=True)

    def said(self) -> Said:
        """What stood on the page, and what was chosen. Of a criterion that the form leaves out, nothing changes."""
        before = Found(
            self.data.get(self.add_initial_prefix("verdict")) or CheckVerdict.UNKNOWN,
            (self.data.get(self.add_initial_prefix("comment")) or "").strip(),
        )
        chosen = self.data.get(self.add_prefix("verdict"))
        if chosen is None:
            return Said(before, before)
        after = self.cleaned_data
        return Said(before, Found(after.get("verdict") or CheckVerdict.UNKNOWN, after.get("comment", "").strip()))


def check_forms(charter: Charter, standing: dict[str, Found], data: Any = None) -> dict[str, CheckForm]:
    """A form for each criterion, by its id."""
    made = {}
    for criterion in charter.criteria:
        now = standing.get(criterion.id, Found())
        initial = {"verdict": now.verdict, "comment": now.comment}
        made[criterion.id] = CheckForm(data, prefix=f"c-{criterion.id}", initial=initial)
    return made


def shown_again(charter: Charter, standing: dict[str, Found], data: Any) -> dict[str, CheckForm]:
    """The forms as they were typed, beside what stands now: sent again, they are compared with that."""
    data = data.copy()
    for criterion, form in check_forms(charter, {}, data).items():
        now = standing.get(criterion, Found())
        data[form.add_initial_prefix("verdict")] = now.verdict
        data[form.add_initial_prefix("comment")] = now.comment
    return check_forms(charter, standing, data)


class NoteForm(forms.Form):
    """A private note."""

    text = _text(gettext_lazy("Votre note"), gettext_lazy("Écrivez la note avant de l’ajouter."), longest=4000)


class SeenForm(forms.Form):
    """A decision on an application."""

    use_required_attribute = False
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, application: Application, **more: Any) -> None:
        self.application = application
        more.setdefault("initial", {})["seen"] = workflow.last_seen(application)
        super().__init__(data, label_suffix="", **more)

    def seen_now(self) -> "SeenForm":
        """The same answers, on a page that now shows the last step."""
        data: Any = self.data
        self.data = data.copy()
        self.data[self.add_prefix("seen")] = str(workflow.last_seen(self.application))  # type: ignore[index]
        return self


class ReasonForm(SeenForm):
    """Why, and nothing more: without follow-up, opened again, a visit cancelled."""

    reason = _text(
        gettext_lazy("Motif"), _REASON, help_text=gettext_lazy("La personne qui a déposé la demande le lit.")
    )


class ReportForm(SeenForm):
    """What was seen during a visit."""

    report = _text(
        gettext_lazy("Compte rendu"),
        gettext_lazy("Écrivez un compte rendu, même court\u00a0: ce que vous avez vu, ce qui manque."),
        rows=6,
        longest=4000,
        help_text=gettext_lazy("Lu par l’équipe du réseau seulement."),
    )


class VisitForm(SeenForm):
    """When, and who comes. On the territory's clock."""

    day = forms.DateField(
        label=gettext_lazy("Jour"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date", "class": "input-short"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Choisissez le jour de la visite, par exemple 27/11/2026."),
            "invalid": gettext_lazy("Le jour s’écrit par exemple 27/11/2026."),
        },
    )
    hour = forms.TimeField(
        label=gettext_lazy("Heure"),
        input_formats=["%H:%M", "%Hh%M", "%Hh", "%H h %M", "%H h"],
        widget=forms.TimeInput(attrs={"type": "time", "class": "input-short"}, format="%H:%M"),
        error_messages={
            "required": gettext_lazy("Choisissez l’heure de la visite, par exemple 14:30."),
            "invalid": gettext_lazy("L’heure s’écrit par exemple 14:30."),
        },
    )
    visitor = forms.CharField(
        label=gettext_lazy("Qui fait la visite"),
        max_length=150,
        error_messages={"required": gettext_lazy("Dites qui fait la visite, par exemple votre nom.")},
    )

    def clean(self) -> dict[str, Any]:
        """`at`, to come."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        day, hour = cleaned.get("day"), cleaned.get("hour")
        if day and hour:
            cleaned["at"] = datetime.combine(day, hour, timezone.get_current_timezone())
            if cleaned["at"] <= timezone.now():
                self.add_error("day", _("Ce moment est passé\u00a0: choisissez un jour et une heure à venir."))
        return cleaned


class ChangeForm(forms.Form):
    """One thing to put right; a line wholly empty says nothing."""

    use_required_attribute = False
    field = forms.ChoiceField(
        label=gettext_lazy("La réponse concernée"),
        error_messages={"required": gettext_lazy("Choisissez la réponse que votre question concerne.")},
    )
    message = _text(gettext_lazy("Votre question"), gettext_lazy("Écrivez ce que vous demandez."), rows=2, longest=1000)

    def __init__(self, data: Any = None, files: Any = None, *, fields: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(data, files, **{**more, "label_suffix": ""})
        self.fields["field"].choices = [("", _("Choisissez")), *fields]  # type: ignore[attr-defined]


class RefuseForm(SeenForm):
    """Why, for which criteria, and whom to call."""

    reason = _text(
        gettext_lazy("Pourquoi, en mots simples"),
        gettext_lazy("Écrivez le motif du refus\u00a0: la personne doit pouvoir le comprendre."),
        rows=4,
    )
    criteria = forms.MultipleChoiceField(
        label=gettext_lazy("Critères de la charte qui ne sont pas remplis"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choisissez au moins un critère de la charte.")},
    )
    person = forms.CharField(
        label=gettext_lazy("Qui appeler pour en parler"),
        max_length=150,
        error_messages={"required": gettext_lazy("Donnez le nom d’une personne qui répondra.")},
    )
    phone = forms.CharField(
        label=gettext_lazy("Son téléphone"),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel"}),
        error_messages={"required": gettext_lazy("Donnez un numéro, par exemple 04 65 71 00 00.")},
    )

    def __init__(self, data: Any = None, *, application: Application, charter: Charter, caller: str) -> None:
        unmet = [check.criterion for check in application.checks.all() if check.verdict == CheckVerdict.NOT_MET]
        initial = {"criteria": unmet, "person": caller, "phone": settings.CONTACT_PHONE}
        super().__init__(data, application=application, initial=initial)
        self.fields["criteria"].choices = [(one.id, one.wording) for one in charter.criteria]  # type: ignore[attr-defined]


class GrantForm(SeenForm):
    """The label, how the place stands, who carries it; for a known place, which word wins where both differ."""

    label = forms.ChoiceField(
        label=gettext_lazy("Label attribué"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez le label que vous attribuez.")},
    )
    status = forms.ChoiceField(
        label=gettext_lazy("Le lieu"),
        widget=forms.RadioSelect,
        choices=[
            (PlaceStatus.IN_SERVICE.value, gettext_lazy("Accueille déjà")),
            (PlaceStatus.OPENING.value, gettext_lazy("Ouvrira bientôt")),
        ],
    )
    organisation = forms.ChoiceField(
        label=gettext_lazy("Organisation qui porte le lieu"),
        required=False,
        help_text=gettext_lazy("Les partenaires du réseau sont montrés à tous."),
    )
    reason = _text(
        gettext_lazy("Un mot pour la personne"),
        help_text=gettext_lazy("À écrire si vous attribuez moins que ce que donne la charte\u00a0: dites pourquoi."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        application: Application,
        labels: list[tuple[str, str]],
        conflicts: list[Conflict],
    ) -> None:
        carrier = hosting.proposed(application)
        initial = {"label": labels[0][0] if labels else "", "status": PlaceStatus.IN_SERVICE, "organisation": carrier}
        super().__init__(data, application=application, initial=initial)
        self.fields["label"].choices = labels  # type: ignore[attr-defined]
        self.fields["organisation"].choices = hosting.choices(application)  # type: ignore[attr-defined]
        self.conflicts = conflicts
        for conflict in conflicts:
            self.fields[f"g-{conflict.code}"] = forms.ChoiceField(
                label=conflict.name.capitalize(),
                widget=forms.RadioSelect,
                initial=KEEP,
                choices=[(KEEP, _("Garder la fiche")), (TAKE, _("Prendre la demande"))],
            )

    def taken(self) -> frozenset[str]:
        """The groups for which the word of the application wins."""
        codes = [conflict.code for conflict in self.conflicts]
        return frozenset(code for code in codes if self.cleaned_data.get(f"g-{code}") == TAKE)

    def compared(self) -> list[tuple[Conflict, Any]]:
        """Each conflict with its field."""
        return [(conflict, self[f"g-{conflict.code}"]) for conflict in self.conflicts]
