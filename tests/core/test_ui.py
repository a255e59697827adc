"""Tags and filters that every template has, and the shared components drawn with them."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.utils import timezone, translation

from solozere.core.markdown import render

pytestmark = pytest.mark.django_db  # the context processors read the territory


def draw(template: str, path: str = "/", **values) -> str:
    """The template rendered for a request, no-break spaces as they are."""
    return Template(template).render(RequestContext(RequestFactory().get(path), values))


class TestIcons:
    def test_an_icon_is_drawn_once_in_the_sprite_however_often_it_is_used(self):
        html = draw('{% icon "wifi" %}{% icon "wifi" "state-ok" %}{% sprite %}')
        assert html.count('<symbol id="i-wifi"') == 1
        assert '<svg class="icon state-ok" aria-hidden="true"><use href="#i-wifi"/></svg>' in html

    def test_a_component_included_with_only_its_values_notes_its_icons_too(self):
        html = draw('{% include "core/components/notice.html" with kind="ok" text="Oui." only %}{% sprite %}')
        assert '<symbol id="i-circle-check"' in html

    def test_a_page_drawn_without_a_request_processor_notes_them_as_well(self):
        context = Context({"request": RequestFactory().get("/")})
        assert '<symbol id="brand"' in Template('{% shape "brand" %}{% sprite %}').render(context)

    def test_an_icon_that_is_not_vendored_is_an_error_of_the_developer(self):
        with pytest.raises(KeyError, match="make vendor"):
            draw('{% icon "unicorn" %}')

    def test_a_shape_has_the_size_asked_for(self):
        assert draw('{% shape "label-none" "label-none" 22 %}') == (
            '<svg class="label-none" width="22" height="22" aria-hidden="true"><use href="#label-none"/></svg>'
        )


class TestTypography:
    @pytest.mark.parametrize(
        ("typed", "printed"),
        [
            ("Où ? « Ici » : c'est sûr !", "Où\u00a0? «\u00a0Ici\u00a0»\u00a0: c’est sûr\u00a0!"),
            ("1 400 € à 12 %", "1\u202f400\u00a0€ à 12\u00a0%"),
            ("<b>", "&lt;b&gt;"),
        ],
    )
    def test_texts_are_set_in_french_and_escaped(self, typed, printed):
        assert draw("{{ text|typo }}", text=typed) == printed

    def test_nothing_is_printed_for_nothing(self):
        assert draw("{{ text|typo }}", text=None) == ""


class TestDays:
    @pytest.mark.parametrize(
        ("value", "words"), [(date(2013, 3, 3), "3 mars 2013"), (date(2013, 5, 1), "1er mai 2013"), (None, "")]
    )
    def test_a_day_is_said_as_one_speaks(self, value, words):
        assert draw("{{ value|day }}", value=value) == words

    def test_an_instant_is_said_on_the_territorys_clock(self):
        with timezone.override(ZoneInfo("Indian/Reunion")):
            assert draw("{{ value|day }}", value=datetime(2026, 4, 30, 21, tzinfo=UTC)) == "1er mai 2026"

    def test_another_language_has_its_own_way(self):
        with translation.override("en"):
            assert "er" not in draw("{{ value|day }}", value=date(2013, 5, 1))


@pytest.mark.parametrize(
    ("km", "words"), [(0.01, "50 m"), (0.32, "300 m"), (0.97, "950 m"), (0.98, "1 km"), (1, "1 km"), (28.4, "28 km")]
)
def test_a_distance_is_in_metres_under_a_kilometre_and_whole_above(km, words):
    assert " ".join(re.sub("<[^>]+>", " ", draw("{% milestone km %}", km=km)).split()) == words


class TestPagination:
    def pages(self, number: int, path: str = "/?ou=Mende&page=2", per_page: int = 10) -> str:
        return draw('{% pagination page "Pages" %}', path=path, page=Paginator(range(90), per_page).page(number))

    def test_the_rest_of_the_address_is_kept(self):
        html = self.pages(2)
        assert 'href="?ou=Mende&amp;page=3"' in html
        assert 'href="?ou=Mende&amp;page=2" aria-current="page"' in html
        assert html.count("page=2") == 1

    def test_the_last_page_leads_nowhere_further(self):
        assert "Suivante" in self.pages(8)
        assert "Suivante" not in self.pages(9)

    def test_a_single_page_has_no_navigation(self):
        assert "<nav" not in self.pages(1, per_page=100)


class Sample(forms.Form):
    name = forms.CharField(label="Nom", help_text="Aide.", widget=forms.TextInput(attrs={"class": "input-short"}))
    choice = forms.ChoiceField(label="Choix", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="D'accord", help_text="Précision.")


class TestFields:
    def field(self, name: str, data: dict | None = None) -> str:
        html = draw('{% include "core/components/field.html" with field=field only %}', field=Sample(data)[name])
        return " ".join(html.split())

    def test_a_field_is_described_by_its_hint_then_by_its_error(self):
        html = self.field("name", {})
        assert html.index('id="id_name_helptext"') < html.index('id="id_name_error"') < html.index("<input")
        assert 'aria-describedby="id_name_helptext id_name_error"' in html
        assert 'aria-invalid="true"' in html
        assert 'class="input input-short"' in html

    def test_a_field_without_mistake_says_nothing_of_it(self):
        html = self.field("name")
        assert "error" not in html
        assert "aria-invalid" not in html

    def test_choices_stand_in_a_fieldset_that_the_error_describes(self):
        html = self.field("choice", {})
        assert '<fieldset class="field" aria-describedby="id_choice_error">' in html
        assert html.count('<label class="choice">') == 2
        assert '<p class="field-error" id="id_choice_error">' in html

    def test_a_single_box_is_its_own_label(self):
        html = self.field("agree", {})
        assert "<span>D’accord<small" in html
        assert 'id="id_agree_error"' in html

    def test_the_summary_leads_to_each_field_and_counts_them(self):
        html = draw('{% include "core/components/error_summary.html" with form=form only %}', form=Sample({}))
        assert "3 réponses sont à corriger" in html
        assert re.findall(r'href="#([^"]+)"', html) == ["id_name", "id_choice_0", "id_agree"]


class TestMarkdown:
    def test_the_page_keeps_its_only_first_heading(self):
        assert render("# Un\n\n## Deux") == "<h2>Un</h2>\n<h2>Deux</h2>\n"

    def test_spaces_are_set_across_emphasis_and_left_alone_in_code(self):
        html = render("**Éditeur** : *oui* ! `a : b`")
        assert html == "<p><strong>Éditeur</strong>&nbsp;: <em>oui</em>&nbsp;! <code>a : b</code></p>\n"

    @pytest.mark.parametrize(
        "text",
        [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](data:text/html,<script>)",
            "<a href='x' onclick='y'>z</a>",
            '<p style="color:red">x</p>',
        ],
    )
    def test_nothing_active_comes_through(self, text):
        html = render(text)
        assert not re.search(r"<(script|img|a|p style)\b[^&]*(on\w+|javascript|data:|style)", html)
        assert "<script" not in html
        assert "<img" not in html

    def test_links_lists_and_tables_do(self):
        html = render("[x](https://x.fr 't')\n\n- a\n\n| A | B |\n|---|---|\n| 1 | 2 |")
        assert '<a href="https://x.fr" title="t">x</a>' in html
        assert "<li>a</li>" in html
        assert "<td>2</td>" in html
