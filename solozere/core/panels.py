"""Rendering on a page the blocks that upper apps registered for it."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from solozere.core.registries import Panel, Registry


def rendered(panels: Registry[Panel], request: HttpRequest, obj: Any) -> list[SafeString]:
    """The panels that have something to show about `obj`, in the order of the registry."""
    contexts = [(panel, panel.context(request, obj)) for panel in panels]
    return [render_to_string(panel.template, found, request) for panel, found in contexts if found is not None]
