"""What the pack names once for all places: the labels of its charter, the services of its catalogue."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from solozere.core.templatetags.ui import has_icon


def validate_icon(name: str) -> None:
    """Refuses an icon that the pages could not draw."""
    if not has_icon(name):
        message = gettext(
            "Il n’y a pas d’icône «\u00a0%(name)s\u00a0»\u00a0: choisissez par exemple wifi, printer ou coffee."
        )
        raise ValidationError(message % {"name": name}, code="icon")


class Label(models.Model):
    """A label that a place may bear, as the pack's charter names it; `tone` picks its shape and colour role."""

    class Tone(models.TextChoices):
        TELECENTRE = "telecentre", _("pignon, pin")
        COMPTOIR = "comptoir", _("disque, bruyère")

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(_("nom"), max_length=100)
    plural = models.CharField(_("pluriel"), max_length=100)
    definition = models.TextField(_("définition"))
    tone = models.CharField(_("apparence"), max_length=12, choices=Tone.choices)
    rank = models.PositiveSmallIntegerField(
        _("rang"), default=0, help_text=_("Un lieu qui remplit deux labels porte le plus petit rang.")
    )

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        ordering = ["rank", "code"]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """An entry of the pack's catalogue of services: what a place may offer."""

    code = models.SlugField(_("code"), max_length=60, primary_key=True)
    name = models.CharField(_("nom"), max_length=100)
    name_en = models.CharField(_("nom en anglais"), max_length=100, blank=True)
    icon = models.CharField(_("icône"), max_length=40, validators=[validate_icon])
    hint = models.CharField(_("précision"), max_length=200, blank=True)
    hint_en = models.CharField(_("précision en anglais"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("ordre"), default=0)
    # Its place in Place.service_mask, given once for all by places.search.bits.
    bit = models.PositiveSmallIntegerField(unique=True, null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the reader's language, in French where the pack gives no other."""
        return self.name_en if self.name_en and (get_language() or "").startswith("en") else self.name
