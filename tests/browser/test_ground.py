"""The ground of the browser tests sees what it is there to see."""

import re

import pytest

from solozere.notices.models import Contact
from tests.browser.checks import axe, overflow
from tests.factories import ContactFactory

FAULTS = {
    "a console error": ("console.error('broken')", "console error: broken"),
    "a script error": ("setTimeout(() => { throw new Error('boom') })", "script error: boom"),
    "a missing file": ("fetch('/static/nothing.js')", "response 404 .*nothing.js"),
    "an inline style": ("document.body.setAttribute('style', 'color: red')", "Content Security Policy"),
    "another host": (
        "document.body.append(Object.assign(new Image(), {src: 'http://192.0.2.1/x.png'}))",
        "another host",
    ),
}


@pytest.mark.parametrize(("script", "expected"), FAULTS.values(), ids=FAULTS)
def test_a_fault_of_the_page_is_seen(visit, watch, script, expected):
    page = visit("/style/")
    page.evaluate(f"() => {{ {script} }}")
    for _ in range(100):
        if any(re.search(expected, line) for line in watch.faults):
            break
        page.wait_for_timeout(50)
    seen = watch.faults
    watch.allow("")
    assert any(re.search(expected, line) for line in seen), seen


def test_a_sound_page_has_no_fault(visit, watch):
    visit("/style/")
    assert watch.faults == []


def test_axe_sees_text_too_pale_in_the_scheme_where_it_is(visit):
    page = visit("/style/", scheme="dark")
    page.evaluate("() => { document.querySelector('h1').style.color = '#222' }")
    assert any(line.startswith("color-contrast") for line in axe(page))
    page.emulate_media(color_scheme="light")
    assert axe(page) == []


def test_axe_sees_targets_too_small(visit):
    page = visit("/style/")
    page.evaluate(
        """() => { const main = document.querySelector("main");
        for (const name of ["lieux", "charte"]) {
          const link = document.createElement("a"); link.href = `/${name}/`; link.textContent = name;
          Object.assign(link.style, {display: "block", width: "10px", height: "8px", fontSize: "6px", overflow: "hidden"});
          main.append(link);
        } }"""
    )
    assert any(line.startswith("target-size") for line in axe(page))


def test_an_element_too_wide_is_seen(visit):
    page = visit("/style/", width=320)
    page.evaluate("() => { document.querySelector('h1').style.width = '500px' }")
    assert any(line.startswith("h1") for line in overflow(page))


class TestData:
    """What a test changes is put back."""

    def test_a_test_that_changes_data_sees_its_changes(self, changes):
        ContactFactory(email="ground@exemple.fr")
        assert Contact.objects.filter(email="ground@exemple.fr").exists()

    def test_the_next_one_does_not(self, site):
        with site.restored():
            ContactFactory(email="ground@exemple.fr")
        assert not Contact.objects.filter(email="ground@exemple.fr").exists()
