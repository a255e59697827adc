"""Whether a browser may keep a passkey of this site."""

import ipaddress

from django.http import HttpRequest
from django.http.request import split_domain_port


def possible(request: HttpRequest) -> bool:
    """Passkeys want a name for the site, not a number, and HTTPS everywhere but on localhost."""
    domain, _port = split_domain_port(request.get_host())
    try:
        ipaddress.ip_address(domain.strip("[]"))
    except ValueError:
        return request.is_secure() or domain == "localhost"
    return False
