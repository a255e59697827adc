"""The pack's `services.toml` and `places.toml`: read and checked by file and line, loaded through the same actions as everybody."""

from solozere.places.pack.places import PlacesSection
from solozere.places.pack.services import ServicesSection

__all__ = ["PlacesSection", "ServicesSection"]
