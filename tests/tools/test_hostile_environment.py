"""The environment of the tests is hostile: what production forgives fails here."""

import socket
import warnings

import pytest
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.template import Context, Engine, Origin, Template
from django.test import RequestFactory

from solozere.notices.models import Contact
from tests import hostile
from tests.factories import ContactFactory


@pytest.fixture
def our_template(settings):
    """Compiles a text as if it were a template of the project."""

    def compiled(text):
        engine = Engine.get_default()
        return Template(text, Origin(f"{settings.BASE_DIR}/solozere/page.html"), "page.html", engine)

    return compiled


@pytest.mark.parametrize(
    "text",
    [
        "{{ missing }}",
        "{{ place.missing }}",
        "{{ missing|upper }}",
        "{% with x=missing %}{{ x }}{% endwith %}",
        "{% blocktranslate %}Bonjour {{ missing }}{% endblocktranslate %}",
        "{% blocktranslate with name=missing %}Bonjour {{ name }}{% endblocktranslate %}",
    ],
)
def test_a_variable_that_the_view_does_not_give_fails(our_template, text):
    with pytest.raises(hostile.UndefinedTemplateVariable):
        our_template(text).render(Context({"place": {}}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ missing|default:'rien' }}", "rien"),
        ("{% if missing %}oui{% endif %}", ""),
        ("{{ place.name|upper }}", "MENDE"),
        ("{% blocktranslate with name=place.name %}à {{ name }}{% endblocktranslate %}", "à Mende"),
        (
            "{% blocktranslate count n=place.count %}{{ n }} lieu{% plural %}{{ n }} lieux{% endblocktranslate %}",
            "2 lieux",
        ),
    ],
)
def test_what_says_that_it_is_optional_passes(our_template, text, expected):
    assert our_template(text).render(Context({"place": {"name": "Mende", "count": 2}})) == expected


def test_templates_of_others_are_left_alone():
    assert Template("{{ missing }}").render(Context()) == ""


@pytest.mark.django_db
def test_a_slice_without_an_order_fails():
    with pytest.raises(hostile.UnorderedSlice):
        Contact.objects.all()[:10]
    assert list(Contact.objects.order_by("pk")[:10]) == []
    assert Contact.objects.first() is None


@pytest.mark.django_db
def test_a_page_of_an_unordered_list_fails():
    ContactFactory.create_batch(2)
    with pytest.raises(Warning, match="unordered"):
        Paginator(Contact.objects.all(), 1).page(1)


@pytest.mark.django_db
def test_a_read_that_writes_fails_and_a_post_may():
    def view(request):
        ContactFactory()
        return HttpResponse()

    middleware = hostile.ReadsDoNotWrite(view)
    with pytest.raises(hostile.WriteDuringRead), transaction.atomic():
        middleware(RequestFactory().get("/"))
    middleware(RequestFactory().post("/"))
    assert Contact.objects.count() == 1


def test_a_warning_fails():
    with pytest.raises(UserWarning):
        warnings.warn("obsolete", stacklevel=1)


@pytest.mark.parametrize(
    "reach", [lambda: socket.create_connection(("192.0.2.1", 80)), lambda: socket.getaddrinfo("exemple.fr", 80)]
)
def test_the_network_is_out_of_reach(reach):
    with pytest.raises(hostile.NetworkAccess):
        reach()


def test_this_machine_is_within_reach():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
