"""What production forgives and tests do not: undefined variables, unordered slices, reads that write, the network."""

import copy
import ipaddress
import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.template import Context
from django.template.base import FilterExpression, Variable, VariableDoesNotExist
from django.templatetags.i18n import BlockTranslateNode

WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|TRUNCATE)\b", re.IGNORECASE)
BOOKKEEPING = ("django_session",)
"""Tables that a read may touch: keeping a session alive is no change of the site."""


class UndefinedTemplateVariable(AssertionError):
    """A template of ours printed a variable that the view does not give."""


class UnorderedSlice(AssertionError):
    """A page of rows was cut from a queryset without an order: its content would change from one read to the next."""


class WriteDuringRead(AssertionError):
    """A GET or HEAD request changed the database."""


class NetworkAccess(AssertionError):
    """A test tried to reach another machine."""


def _is_ours(context: Context) -> bool:
    template = context.render_context.template or context.template
    origin = template.origin.name if template is not None else ""
    return origin.startswith(f"{settings.BASE_DIR}/solozere/") and "site-packages" not in origin


def _is_optional(expression: FilterExpression) -> bool:
    """`{{ x|default:"…" }}` says by itself that x may be missing."""
    return any(function.__name__ in ("default", "default_if_none") for function, _ in expression.filters)


def forbid_undefined_variables() -> None:
    """Our templates fail on `{{ missing }}`; `{% if missing %}` and `{{ missing|default:"…" }}` remain right."""
    resolve = FilterExpression.resolve
    render = BlockTranslateNode.render

    def strict_resolve(self: Any, context: Any, ignore_failures: bool = False) -> Any:
        if ignore_failures or not isinstance(self.var, Variable) or not _is_ours(context) or _is_optional(self):
            return resolve(self, context, ignore_failures)
        known = copy.copy(self)
        try:
            known.var = self.var.resolve(context)
        except VariableDoesNotExist as error:
            name = context.render_context.template.origin.name
            raise UndefinedTemplateVariable(f"{Path(name).name}: {{{{ {self.token} }}}} is undefined") from error
        known.is_var = False
        return resolve(known, context)

    def strict_render(self: Any, context: Any, nested: bool = False) -> str:
        if _is_ours(context):
            names = [t.contents for t in [*self.singular, *(self.plural or [])] if t.token_type.name == "VAR"]
            for name in names:
                if name not in context and name not in self.extra_context and name != self.countervar:
                    raise UndefinedTemplateVariable(f"{{% blocktranslate %}}: « {name} » is undefined")
        return render(self, context, nested)

    FilterExpression.resolve = strict_resolve  # type: ignore[method-assign]
    BlockTranslateNode.render = strict_render  # type: ignore[method-assign]


def forbid_unordered_slices() -> None:
    """`queryset[a:b]` of our models needs an order (`first()`, `get()` and `exists()` are not concerned)."""
    getitem = QuerySet.__getitem__

    def strict_getitem(self: Any, key: Any) -> Any:
        ours = self._result_cache is None and self.model.__module__.startswith("solozere.")
        if isinstance(key, slice) and ours and not self.ordered:
            raise UnorderedSlice(f"{self.model.__name__}: a slice of a queryset without order_by()")
        return getitem(self, key)

    QuerySet.__getitem__ = strict_getitem  # type: ignore[method-assign]


class ReadsDoNotWrite:
    """Outermost middleware of the tests: a GET or HEAD that writes fails."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            return self.get_response(request)
        with connections["default"].execute_wrapper(self._refuse_writes):
            return self.get_response(request)

    @staticmethod
    def _refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if WRITES.match(sql) and not any(table in sql for table in BOOKKEEPING):
            raise WriteDuringRead(sql)
        return execute(sql, params, many, context)


def _is_loopback(host: str) -> bool:
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def forbid_network() -> None:
    """Sockets of this process reach this machine only, and no name is looked up."""
    connect, connect_ex, lookup = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def check(address: Any) -> None:
        if isinstance(address, tuple) and not _is_loopback(str(address[0])):
            raise NetworkAccess(f"a test tried to reach {address[0]}")

    def strict_connect(self: socket.socket, address: Any) -> None:
        check(address)
        connect(self, address)

    def strict_connect_ex(self: socket.socket, address: Any) -> int:
        check(address)
        return connect_ex(self, address)

    def strict_lookup(host: Any, *args: Any, **kwargs: Any) -> Any:
        check((host.decode() if isinstance(host, bytes) else host or "", 0))
        return lookup(host, *args, **kwargs)

    socket.socket.connect = strict_connect  # type: ignore[method-assign]
    socket.socket.connect_ex = strict_connect_ex  # type: ignore[method-assign]
    socket.getaddrinfo = strict_lookup
