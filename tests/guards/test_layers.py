"""Nothing refers to a higher layer: not by import, not by foreign key, not from a template."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models
from django.template.base import Lexer, TokenType
from django.test.utils import isolate_apps
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from solozere.places.models import Place
from tests.guards.layers import ROOT, SOURCE, layers, may_reach


def relations_upwards(found: Iterable[type[models.Model]]) -> list[str]:
    """« app.model.field → app.model » for each relation towards a layer that is not below. Generic ones reach anywhere."""
    wrong = []
    for model in found:
        app = model._meta.app_label
        for field in [*model._meta.get_fields(include_hidden=True), *model._meta.private_fields]:
            where = f"{model._meta.label_lower}.{getattr(field, 'name', field)}"
            if isinstance(field, GenericForeignKey):
                wrong.append(f"{where} → anything")
            elif not field.auto_created and field.is_relation and field.remote_field is not None:
                target = field.remote_field.model
                label = target if isinstance(target, str) else target._meta.label_lower
                if not may_reach(app, label.split(".")[0]):
                    wrong.append(f"{where} → {label.lower()}")
    return wrong


def test_every_app_of_ours_has_a_layer():
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("solozere.")}
    assert ours == set(layers())
    assert layers()["core"] == 0
    assert layers()["accounts"] == layers()["territory"] < layers()["places"] < layers()["website"]


def test_no_model_points_to_a_higher_layer():
    ours = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in layers()]
    assert len(ours) > 20
    assert relations_upwards(ours) == []


@isolate_apps("solozere.core", "solozere.organisations")
def test_the_guard_sees_a_foreign_key_a_many_to_many_and_a_generic_one_towards_a_higher_layer():
    class ByClass(models.Model):
        place = models.ForeignKey(Place, models.CASCADE)

        class Meta:
            app_label = "organisations"

    class ByName(models.Model):
        places = models.ManyToManyField("places.Place")

        class Meta:
            app_label = "core"

    class Sibling(models.Model):
        user = models.OneToOneField("accounts.User", models.CASCADE)

        class Meta:
            app_label = "territory"

    class Anything(models.Model):
        target = GenericForeignKey()

        class Meta:
            app_label = "core"

    class Right(models.Model):
        contact = models.ForeignKey("notices.Contact", models.CASCADE)
        myself = models.ForeignKey("self", models.CASCADE)
        kind = models.ForeignKey("contenttypes.ContentType", models.CASCADE)

        class Meta:
            app_label = "organisations"

    assert relations_upwards([ByClass]) == ["organisations.byclass.place → places.place"]
    assert relations_upwards([ByName]) == ["core.byname.places → places.place"]
    assert relations_upwards([Sibling]) == ["territory.sibling.user → accounts.user"]
    assert relations_upwards([Anything])[0] == "core.anything.target → anything"
    assert relations_upwards([Right]) == []


def named_patterns(patterns: Iterable[URLPattern | URLResolver], namespace: str = "") -> Iterator[tuple[str, str]]:
    """`(name, app)` of each named address."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_patterns(pattern.url_patterns, inner)
        elif pattern.name:
            module = pattern.lookup_str.split(".")
            yield f"{namespace}{pattern.name}", module[1] if module[0] == "solozere" else ""


def app_of_url(name: str) -> str:
    """The app that answers an address of this name; "" where it is not ours. Raises KeyError for an unknown name."""
    if name.startswith("admin:"):
        known = [app for app in layers() if name.removeprefix("admin:").startswith(f"{app}_")]
        return max(known, key=len, default="")
    return dict(named_patterns(get_resolver().url_patterns))[name]


def app_of_template(name: str) -> str:
    """The app whose folder holds this template; "" where it is not ours."""
    return next((app for app in layers() if (SOURCE / app / "templates" / name).is_file()), "")


def app_of_library(name: str) -> str:
    """The app whose folder holds this library of tags; "" where it is not ours."""
    return next((app for app in layers() if (SOURCE / app / "templatetags" / f"{name}.py").is_file()), "")


def app_of_path(path: str) -> str:
    """The app that answers this address; "" for the home page, which every page may lead to."""
    try:
        module = resolve(path).func.__module__.split(".")
    except Resolver404:
        return "nobody"
    return module[1] if path != "/" and module[0] == "solozere" else ""


def links(text: str) -> Iterator[tuple[str, str, str]]:
    """`(kind, what, app)` of each literal reference that a template makes."""
    for token in Lexer(text).tokenize():
        if token.token_type == TokenType.BLOCK:
            tag, *words = token.split_contents()
            literal = words[0][1:-1] if words and words[0][0] in "\"'" else ""
            if tag == "url" and literal:
                yield "url", literal, app_of_url(literal)
            elif tag in ("include", "extends") and literal:
                yield tag, literal, app_of_template(literal)
            elif tag == "load":
                yield from (("load", name, app_of_library(name)) for name in words)
        elif token.token_type == TokenType.TEXT:
            for path in re.findall(r"(?:href|action|src)=[\"'](/(?!/)[^\"'#?{]*)[\"'#?]", token.contents):
                yield "address", path, app_of_path(path)


def links_upwards(app: str, text: str) -> list[str]:
    """« {% url 'x' %} → app » for each reference of a template of `app` to a layer that is not below."""
    return [f"{kind} {what} → {target}" for kind, what, target in links(text) if target and not reaches(app, target)]


def reaches(app: str, target: str) -> bool:
    """As `may_reach`; an address that nobody answers is a mistake too."""
    return target != "nobody" and may_reach(app, target)


TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_template_leads_to_a_higher_layer(path: Path):
    assert links_upwards(path.relative_to(SOURCE).parts[0], path.read_text()) == []


@pytest.mark.parametrize(
    ("app", "text", "expected"),
    [
        ("core", "{% url 'partners' %}", "url partners → organisations"),
        ("core", '{% url "admin:places_place_changelist" %}', "url admin:places_place_changelist → places"),
        ("notices", '{% include "organisations/source.html" with said=x only %}', "include organisations/source.html"),
        ("core", '{% extends "organisations/partners.html" %}', "extends organisations/partners.html → organisations"),
        ("notices", '<a href="/partenaires/?q=1">', "address /partenaires/ → organisations"),
        ("core", '<a href="/nulle-part/">', "address /nulle-part/ → nobody"),
    ],
)
def test_the_guard_sees_each_way_of_leading_upwards(app, text, expected):
    assert links_upwards(app, text)[0].startswith(expected)


def test_the_guard_lets_through_what_leads_downwards_or_is_given_by_a_registry():
    text = (
        '{% extends "core/base.html" %}{% load files %}{% url entry.url_name %}{% include panel.template %}'
        '{% url "partners" %}{% url "admin:index" %}<a href="/">{# {% url "home" %} #}<a href="#x"><a href="//x.example">'
    )
    assert links_upwards("places", text) == []


def test_an_unknown_name_is_a_mistake():
    with pytest.raises(KeyError):
        list(links("{% url 'jamais' %}"))


def test_the_import_contract_is_kept_by_a_right_tree_and_broken_by_one_import(tmp_path):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for app in layers():
        for name in ("__init__", "models", "views", "forms", "enums", "rules"):
            file = tmp_path / "solozere" / app / f"{name}.py"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.touch()
    for name in ("__init__", "settings", "urls", "wsgi"):
        (tmp_path / "solozere" / f"{name}.py").touch()

    def lint() -> int:
        command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode

    assert lint() == 0
    for module, line in (
        ("core/views.py", "from solozere.places import models"),
        ("accounts/models.py", "import solozere.territory.models"),
        ("places/models.py", "from solozere.places import views"),
    ):
        file = tmp_path / "solozere" / module
        file.write_text(f"{line}\n")
        assert lint() != 0, line
        file.write_text("")
    (tmp_path / "solozere" / "stray").mkdir()
    (tmp_path / "solozere" / "stray" / "__init__.py").touch()
    assert lint() != 0
