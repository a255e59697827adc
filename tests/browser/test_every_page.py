"""Every public address: it answers, it is valid, it is accessible at all widths and in both schemes, it says no error."""

import json
import shutil
import subprocess

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.browser.checks import axe, overflow
from tests.browser.crawl import crawl, fetch, listed

STARTS = [
    *("/", "/style/", "/plan-du-site/", "/robots.txt", "/sitemap.xml", "/favicon.ico"),
    *("/sante/vivant", "/sante/pret"),
    "/charte.pdf",  # for those who want today's, whichever it is; the page links to its own version
]
FOR_THE_TEAM = {
    *("desk", "desk_places", "desk_place", "desk_place_act", "desk_place_appoint", "desk_place_stay"),
    *("desk_organisations", "desk_organisation", "desk_organisation_end"),
    *("desk_place_end_manager", "desk_renewals", "desk_renewal_grant", "desk_renewal_decline", "charter_effects"),
    "place_imports",
    "place_import",
    "place_import_mapping",
    "place_import_choices",
    "place_import_apply",
    "place_import_report",
    "application_entry",
    "application_receipt",
    *("applications", "application_review", "application_checks", "application_note", "application_take"),
    *("application_mail_again", "application_changes", "application_visit", "application_visit_done"),
    *("application_visit_cancel", "application_grant", "application_refuse", "application_lapse", "application_reopen"),
    *("invitations", "invite", "invite_many", "invitation_remind", "invitation_cancel"),
    *("place_reports", "place_report_answer", "reviews", "review"),
}
"""Names of addresses that a visitor never reaches."""
FOR_MEMBERS = {
    *(
        "account_confirm_login_code",
        "account_logout",
        "account_name",
        "account_reauthenticate",
        "account_confirm_by_code",
    ),
    *("account_set_password", "usersessions_list", "space", "my_data", "my_data_html", "my_data_json", "account_erase"),
    *("mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_login_webauthn"),
    *("mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"),
    *("account_inactive", "account_erased", "demo_enter", "mail_wishes", "account_address"),
    *("renewal", "place_leave"),
    *("kept_places", "kept_place", "kept_place_confirm", "kept_group", "kept_group_history"),
}
"""Names of addresses behind or beside the door: `test_sign_in` walks them."""
FOR_SCRIPTS = {"place_suggestions", "places_geojson", "contours"}
OF_AN_APPLICATION = {
    *("join_step", "join_known_place", "application", "application_confirm", "application_withdraw"),
    *("application_signed", "application_add_file", "application_file", "application_remove_file"),
}
"""Names of addresses of one application: `test_joining` walks them."""
IN_MAILS = {
    *("following", "link", "link_renew", "mail_choice", "invitation", "invitation_start", "invitation_decline"),
    *("place_confirm_facts", "place_report_confirm"),
}
AFTER_A_FORM = {"place_report_thanks", "join_resume"}
NOT_LINKED = {"file", *FOR_SCRIPTS, *FOR_THE_TEAM, *FOR_MEMBERS, *OF_AN_APPLICATION, *IN_MAILS, *AFTER_A_FORM}
"""Names of addresses that no public link leads to; the demonstration has no picture either."""
REFUSALS = {"/nulle-part/": 404, "/lieux/nulle-part/": 404, "/lieux/?%00": 400}
NARROW = 320, 640
"""In CSS pixels: what a screen of 1280 px leaves when its user enlarges everything to 400 % and to 200 %."""
WIDTHS, SCHEMES = (390, 1280), ("light", "dark")


@pytest.fixture(scope="session")
def answers(site):
    """What every address of the site gave."""
    return crawl(site.url, STARTS)


@pytest.fixture(scope="session")
def pages(answers):
    """Paths of the pages for people, the shortest first."""
    return sorted((path for path, answer in answers.items() if answer.is_page), key=lambda path: (len(path), path))


def test_no_link_leads_nowhere(answers, site):
    broken = {path: answer.status for path, answer in answers.items() if answer.status not in (200, 301, 302)}
    assert not broken
    assert not site.errors


def test_each_anchor_exists_on_the_page_that_a_link_names(answers):
    missing = [
        f"{source} → {path}#{fragment}"
        for source, answer in answers.items()
        for path, fragment in answer.links
        if fragment and path in answers and answers[path].is_page and fragment not in answers[path].ids
    ]
    assert not missing


def test_the_sitemap_and_the_links_agree(answers, site):
    assert set(listed(site.url)) <= set(answers)
    assert len(listed(site.url)) == len(set(listed(site.url)))


def _names(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from _names(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            yield pattern.name


def test_every_public_address_is_walked(answers):
    walked = {resolve(path.split("?")[0]).url_name for path in answers if not path.startswith("/static/")}
    assert set(_names(get_resolver().url_patterns)) - walked == NOT_LINKED


def nothing(found, where):
    """Fails with all that was found, a line each."""
    assert not found, "\n".join([where, *found])


def test_every_page_is_accessible_and_fits(pages, visit, subtests):
    page = visit("/")
    for path in pages:
        with subtests.test(path=path):
            page.set_viewport_size({"width": 1280, "height": 900})
            page.goto(path)
            page.evaluate("document.fonts.ready.then(() => true)")
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                for scheme in SCHEMES:
                    page.emulate_media(color_scheme=scheme)
                    nothing(axe(page), f"{path} at {width} px, {scheme}")
                nothing(overflow(page), f"{path} at {width} px")
            for width in NARROW:
                page.set_viewport_size({"width": width, "height": 640})
                nothing(overflow(page), f"{path} at {width} px")


@pytest.mark.parametrize(("path", "status"), REFUSALS.items())
def test_a_refusal_is_a_page_like_the_others(visit, watch, path, status):
    watch.allow(rf"{status} |status of {status}")
    page = visit(path, width=390)
    assert page.locator("h1").count() == 1
    nothing(axe(page), path)
    nothing(overflow(page), path)


def test_every_page_works_without_javascript(pages, visit, subtests):
    page = visit("/", width=390, javascript=False)
    page.get_by_role("button", name="Menu").click()
    assert page.get_by_role("navigation", name="Menu principal").get_by_role("link").first.is_visible()
    for path in pages:
        with subtests.test(path=path):
            page.goto(path)
            assert page.locator("h1").is_visible()
            nothing(overflow(page), path)


def test_every_page_is_valid_html(answers, pages, site, tmp_path):
    names = {}
    for number, path in enumerate([*pages, *REFUSALS]):
        names[f"{number:03d}.html"] = path
        answer = answers.get(path) or fetch(site.url, path)
        (tmp_path / f"{number:03d}.html").write_text(answer.text, encoding="utf-8")
    faults = _vnu(tmp_path) if shutil.which("java") else _html_validate(tmp_path)
    nothing([f"{names[name]}: {fault}" for name, fault in faults], "invalid HTML")


def _vnu(folder):
    """(file, message) of the W3C's validator."""
    jar = settings.BASE_DIR / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    files = sorted(str(path) for path in folder.glob("*.html"))
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stderr)["messages"]
    return [
        (message["url"].rsplit("/", 1)[-1], f"{message['message']} « {message.get('extract', '')} »")
        for message in found
    ]


def _html_validate(folder):
    """(file, message) of html-validate, where there is no Java."""
    script = settings.BASE_DIR / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    config = settings.BASE_DIR / "tests" / "browser" / "htmlvalidate.json"
    command = ["node", str(script), "--config", str(config), "--formatter", "json", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=settings.BASE_DIR)
    return [
        (report["filePath"].rsplit("/", 1)[-1], f"{message['ruleId']}: {message['message']}")
        for report in json.loads(done.stdout)
        for message in report["messages"]
        if message["severity"] == 2
    ]
