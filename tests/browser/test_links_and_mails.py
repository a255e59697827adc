"""Where mails lead: the page of wishes and a secret link that is over, on a phone, with and without JavaScript; and the mails."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from solozere.core import links
from solozere.core.authors import Author
from solozere.core.links import SecretLink
from solozere.notices import actions
from solozere.notices.kinds import mail_kinds
from solozere.notices.models import OutgoingMail
from solozere.notices.rendering import render
from solozere.notices.stopping import token
from tests.browser.checks import axe, overflow
from tests.factories import ContactFactory

pytestmark = pytest.mark.usefixtures("changes", "queue_in_the_database", "trial_kinds", "trial_purposes")


@pytest.fixture
def camille(site):
    """Somebody who receives mails."""
    return ContactFactory(email="camille@exemple.fr")


def sound(page, javascript: bool) -> None:
    """Accessible, and nothing too wide; without JavaScript, axe cannot run."""
    if javascript:
        assert axe(page) == []
        assert overflow(page) == []


@pytest.mark.parametrize(("javascript", "scheme"), [(True, "light"), (True, "dark"), (False, "light")])
def test_a_person_chooses_how_to_receive_a_kind_of_mail(visit, camille, javascript, scheme):
    page = visit(f"/courriels/{token(camille.pk, 'trial_news')}/", width=390, javascript=javascript, scheme=scheme)
    expect(page.get_by_label("Tout de suite")).to_be_checked()
    sound(page, javascript)
    page.get_by_label("Jamais").check()
    page.get_by_role("button", name="Enregistrer mon choix").click()
    expect(page.get_by_role("status")).to_contain_text("Votre choix est enregistré.")
    expect(page.get_by_label("Jamais")).to_be_checked()
    sound(page, javascript)
    assert actions.wish(camille, "trial_news") == "never"


@pytest.mark.parametrize("javascript", [True, False])
def test_a_link_that_is_over_sends_another_that_opens(visit, watch, camille, javascript):
    watch.allow("410 ")
    watch.allow("status of 410")
    address = links.make("trial_follow", camille, camille.pk, Author.system("essai"))
    now = timezone.now()
    SecretLink.objects.update(created_at=now - timedelta(days=9), expires_at=now - timedelta(days=1))
    page = visit("/suivi/" + address.split("/suivi/")[1], width=390, javascript=javascript)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce lien n’est plus valable")
    sound(page, javascript)
    page.get_by_role("button", name="Recevoir un nouveau lien").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Un nouveau lien vous est envoyé")
    sound(page, javascript)
    new = OutgoingMail.objects.get(kind="new_link").text.split("/suivi/")[1].split("/")[0]
    page.goto(f"/suivi/{new}/")
    assert page.url.endswith(f"/lieux/?q={camille.pk}")
    assert new not in page.content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_mails_are_accessible_and_fit_a_phone(visit, scheme):
    page = visit("/", width=320, scheme=scheme)
    for kind in mail_kinds:
        stop = "" if kind.essential else "http://127.0.0.1/courriels/x/"
        page.goto("about:blank")
        page.set_content(render(kind, kind.sample(), stop_url=stop).html)
        # A mail is no page of the site: it has no landmarks, and a reader shows it inside its own.
        assert [line for line in axe(page) if not line.startswith(("region", "landmark-one-main"))] == []
        assert overflow(page) == []
