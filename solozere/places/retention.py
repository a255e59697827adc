"""How long what places keep of people is kept."""

from solozere.places.imports.retention import RULE as IMPORTS

RULES = [IMPORTS]
