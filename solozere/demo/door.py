"""May the buttons of the demonstration be shown? On this very machine only, and never over real people."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

from solozere.demo.models import DemoMark


def is_local(name: str) -> bool:
    """« 127.0.0.1 », « ::1 », « localhost »: a name of this machine for itself."""
    bare = name.strip("[]").rstrip(".")
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return bare == "localhost"


def elsewhere() -> list[str]:
    """The settings that let anybody but this machine in, in the words of the environment; none where all is local."""
    found = [] if is_local(settings.BIND) else [f"BIND={settings.BIND}"]
    hosts = [host for host in settings.ALLOWED_HOSTS if not is_local(host) and host != "testserver"]
    if hosts:
        found.append(f"ALLOWED_HOSTS={','.join(hosts)}")
    if settings.BEHIND_HTTPS:
        found.append("BEHIND_HTTPS=1")
    return found


def is_open(request: HttpRequest) -> bool:
    """Asked from this machine, at its own name, on a demonstration that says so."""
    if not (settings.DEMO and settings.DEMO_SIGN_IN) or elsewhere():
        return False
    host, _port = split_domain_port(request.get_host())
    asked_here = is_local(host) or host == "testserver"
    from_here = is_local(request.META.get("REMOTE_ADDR", "")) and "HTTP_X_FORWARDED_FOR" not in request.META
    return asked_here and from_here and DemoMark.objects.exists()
