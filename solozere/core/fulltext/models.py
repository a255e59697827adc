"""The tables of the text index: words of a scope, where they stand, and their trigrams.

A scope is one index: « places », « community:public »… A document is a row of the app that owns the scope.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Word(models.Model):
    """A folded word of a scope, with its stem and the number of documents that hold it; gone with the last of them."""

    scope = models.CharField(_("index"), max_length=40)
    text = models.CharField(_("mot"), max_length=40)
    stem = models.CharField(_("racine"), max_length=40)
    documents = models.PositiveIntegerField(_("documents"), default=0)

    class Meta:
        verbose_name = _("mot indexé")
        verbose_name_plural = _("mots indexés")
        constraints = [models.UniqueConstraint(fields=["scope", "text"], name="word_once_per_scope")]
        indexes = [models.Index(fields=["scope", "stem"], name="word_by_stem")]

    def __str__(self) -> str:
        return self.text


class Posting(models.Model):
    """A document holds a word, with the weight of the best field in which it stands."""

    # CASCADE: part of the index.
    word = models.ForeignKey(Word, models.CASCADE, related_name="postings", verbose_name=_("mot"), db_index=False)
    document = models.PositiveBigIntegerField(_("document"), db_index=True)
    weight = models.PositiveSmallIntegerField(_("poids"))

    class Meta:
        verbose_name = _("occurrence")
        verbose_name_plural = _("occurrences")
        constraints = [models.UniqueConstraint(fields=["word", "document"], name="posting_once")]

    def __str__(self) -> str:
        return f"{self.word_id} {self.document}"


class Gram(models.Model):
    """Three letters of a word: finds its neighbours when it is misspelled."""

    # CASCADE: part of the index.
    word = models.ForeignKey(Word, models.CASCADE, related_name="grams", verbose_name=_("mot"))
    letters = models.CharField(_("lettres"), max_length=3)

    class Meta:
        verbose_name = _("trigramme")
        verbose_name_plural = _("trigrammes")
        indexes = [models.Index(fields=["letters", "word"], name="gram_by_letters")]

    def __str__(self) -> str:
        return self.letters
