"""The places in the administration: whatever is changed there passes through the same actions as elsewhere."""

from solozere.places.admin.catalogue import LabelAdmin, ServiceAdmin
from solozere.places.admin.place import PlaceAdmin

__all__ = ["LabelAdmin", "PlaceAdmin", "ServiceAdmin"]
