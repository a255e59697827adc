"""The steps that a place's life allows."""

from solozere.places.enums import STATUS_TRANSITIONS


def allowed(old: str, new: str) -> bool:
    """May a place go from `old` to `new`? Unknown codes: no."""
    return new in STATUS_TRANSITIONS.get(old, set())


def next_steps(status: str) -> list[str]:
    """What a place may become from `status`, in the order of a life."""
    order = list(STATUS_TRANSITIONS)
    return sorted(STATUS_TRANSITIONS.get(status, set()), key=order.index)
