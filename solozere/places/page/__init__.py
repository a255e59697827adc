"""What the page of a place shows, put in words and ready for its templates."""

from solozere.places.page.sheet import sheet

__all__ = ["sheet"]
