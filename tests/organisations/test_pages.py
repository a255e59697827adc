"""The public pages of the partners."""

import re

import pytest
from django.template import engines
from django.test import override_settings
from django.urls import reverse

from solozere.core.registries import Panel, organisation_panels, sitemaps
from solozere.organisations.models import Organisation
from tests.factories import MissionFactory, OrganisationFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _territory():
    TerritoryFactory()


def page(client, organisation=None) -> str:
    """The HTML of the list, or of one organisation."""
    address = organisation.get_absolute_url() if organisation else reverse("partners")
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def heading(html: str) -> str:
    """The words of the h1."""
    return " ".join(re.search(r"<h1>(.*?)</h1>", html, re.DOTALL)[1].split())


def test_the_title_says_the_year_of_the_newest_source(client):
    OrganisationFactory(known_on="2012-02-21")
    OrganisationFactory(known_on="2013-03-03")
    html = page(client)
    assert heading(html) == "Partenaires de 2013"
    assert "<title>Partenaires de 2013 – SoValdoré</title>" in html
    assert "Rien de plus récent que 2013" in html


def test_a_newer_source_on_one_mission_changes_the_year(client):
    organisation = OrganisationFactory(known_on="2013-03-03")
    MissionFactory(organisation=organisation, known_on="2019-05")
    MissionFactory(organisation=organisation, known_on="")
    assert heading(page(client)) == "Partenaires de 2019"


def test_without_any_partner_the_page_says_so(client):
    html = page(client)
    assert heading(html) == "Partenaires"
    assert "Aucun partenaire n’est encore décrit" in html


def test_partners_are_grouped_by_kind_in_the_order_of_the_kinds(client):
    OrganisationFactory(kind="chamber", name="Chambre")
    OrganisationFactory(kind="council", name="Conseil")
    OrganisationFactory(kind="council", name="Étang", order=3)
    OrganisationFactory(kind="council", name="Écluse", order=3)
    OrganisationFactory(kind="agency", name="Agence")
    html = page(client)
    headings = re.findall(r'<h2 id="(\w+)">', html)
    assert headings == ["agency", "council", "chamber"]
    names = re.findall(r"<h3><a [^>]*>(\w+)</a>", html)
    assert names == ["Agence", "Écluse", "Étang", "Conseil", "Chambre"]


def test_a_partner_says_what_it_does_for_whom_where_since_when_and_who_says_so(client):
    organisation = OrganisationFactory(source="Gazette", known_on="2013-03-03")
    MissionFactory(
        organisation=organisation,
        what="Étudie les cas",
        audience="salariés",
        area="le plateau",
        since="2012",
        source="Bulletin",
        known_on="2012",
    )
    for html in (page(client), page(client, organisation)):
        for words in ("Étudie les cas", "salariés", "le plateau", "epuis 2012"):
            assert words in html
        assert "Source&nbsp;: Bulletin, en 2012" in html
    assert "Source&nbsp;: Gazette, le 3 mars 2013" in page(client)


def test_a_source_without_a_date_says_so(client):
    organisation = OrganisationFactory()
    MissionFactory(organisation=organisation, source="Site du réseau", known_on="")
    assert "Source&nbsp;: Site du réseau, sans date" in page(client, organisation)


def test_successor_predecessor_and_who_runs_what_are_linked_both_ways(client):
    heir = OrganisationFactory(name="Héritière")
    former = OrganisationFactory(name="Ancienne", successor=heir)
    centre = OrganisationFactory(name="Centre", run_by=heir)
    assert f'<a href="{heir.get_absolute_url()}">Héritière</a>' in page(client, former)
    assert f'<a href="{heir.get_absolute_url()}">Héritière</a>' in page(client, centre)
    html = page(client, heir)
    assert f'<a href="{former.get_absolute_url()}">Ancienne</a>' in html
    assert f'<a href="{centre.get_absolute_url()}">Centre</a>' in html


def test_the_historic_mailbox_is_text_and_the_address_to_write_to_is_the_installation_s(client):
    organisation = OrganisationFactory(historic_mailbox="jadis@exemple.fr")
    with override_settings(DEFAULT_FROM_EMAIL="reponse@exemple.fr"):
        for html in (page(client), page(client, organisation)):
            assert "jadis@exemple.fr" in html
            assert "mailto:jadis" not in html
            assert 'href="mailto:reponse@exemple.fr"' in html


def test_an_unknown_partner_is_a_french_404(client):
    answer = client.get("/partenaires/personne/")
    assert answer.status_code == 404
    assert 'lang="fr"' in answer.content.decode()


def test_text_of_a_partner_is_escaped(client):
    organisation = OrganisationFactory(name="<script>alert(1)</script>", missions=1, missions__what="<b>x</b>")
    for html in (page(client), page(client, organisation)):
        assert "<script>alert" not in html
        assert "<b>x</b>" not in html


def test_an_upper_app_can_add_a_panel_to_a_partner(client, monkeypatch, tmp_path):
    organisation, other = OrganisationFactory(), OrganisationFactory()
    (tmp_path / "panel.html").write_text("<section>Ses lieux&nbsp;: {{ count }} {% icon 'map-pin' %}</section>")
    monkeypatch.setattr(engines["django"].engine, "dirs", [tmp_path])
    monkeypatch.setattr(organisation_panels, "_entries", {})
    engines["django"].engine.template_loaders[0].reset()
    organisation_panels.register(
        "places", Panel("panel.html", lambda request, obj: {"count": 3} if obj == organisation else None)
    )
    html = page(client, organisation)
    assert "Ses lieux&nbsp;: 3" in html
    assert '<symbol id="i-map-pin"' in html
    assert "Ses lieux" not in page(client, other)


def test_the_menu_leads_to_the_partners_and_marks_them_current(client):
    html = page(client)
    assert f'<a href="{reverse("partners")}" aria-current="page">Partenaires</a>' in html


def test_every_partner_is_in_the_sitemap():
    OrganisationFactory(slug="b")
    OrganisationFactory(slug="a")
    assert [o.get_absolute_url() for o in sitemaps["partner"]().items()] == ["/partenaires/a/", "/partenaires/b/"]
    entry = sitemaps["partners"]()
    assert [entry.location(item) for item in entry.items()] == ["/partenaires/"]


def test_the_list_costs_the_same_whatever_the_number_of_partners(client, django_assert_num_queries):
    heir = OrganisationFactory()
    for count in (3, 9):
        OrganisationFactory.create_batch(count, missions=2, successor=heir, run_by=heir)
        page(client)
        with django_assert_num_queries(2):
            page(client)
    assert Organisation.objects.count() == 13
