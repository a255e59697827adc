"""What stops the tool for a reason that the person can act on."""


class GeoError(Exception):
    """One French sentence, printed alone; the tool then ends with code 3, which no crash gives."""
