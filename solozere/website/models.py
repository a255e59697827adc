"""The pages that an installation words itself: legal notice, accessibility, personal data."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from solozere.website import rules


class Page(models.Model):
    """A text in Markdown, from the pack or edited here; the site's own text stands in where there is none."""

    class Slug(models.TextChoices):
        LEGAL_NOTICE = "mentions-legales", _("mentions légales")
        ACCESSIBILITY = "accessibilite", _("accessibilité")
        PERSONAL_DATA = "donnees-personnelles", _("données personnelles")

    class Language(models.TextChoices):
        FRENCH = "fr", _("français")
        ENGLISH = "en", _("anglais")

    slug = models.CharField(_("page"), max_length=40, choices=Slug.choices)
    language = models.CharField(_("langue"), max_length=2, choices=Language.choices, default=Language.FRENCH)
    title = models.CharField(_("titre"), max_length=120)
    body = models.TextField(
        _("texte"),
        help_text=_(
            "En Markdown. {reseau}, {en_territoire}, {adresse} et {site} sont remplacés par le nom du réseau,"
            " le territoire, l’adresse de réponse et celle du site."
        ),
    )
    updated_at = models.DateTimeField(_("modifié le"), auto_now=True)

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["slug", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["slug", "language"],
                name="page_once_per_language",
                violation_error_message=_("Cette page existe déjà dans cette langue\u00a0: modifiez-la."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuses a word in braces that nothing would replace."""
        unknown = [f"{{{name}}}" for _line, name in rules.unknown_placeholders(self.body)]
        if unknown:
            message = _("%(unknown)s ne sera remplacé par rien\u00a0: écrivez %(expected)s.")
            words = {"unknown": ", ".join(unknown), "expected": rules.expected()}
            raise ValidationError({"body": message % words})
