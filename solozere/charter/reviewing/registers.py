"""What the reviewer's side declares to the registries."""

from solozere.charter.reviewing import personal
from solozere.charter.reviewing.mails import KINDS
from solozere.core.registries import personal_data
from solozere.notices.kinds import declare

for kind in KINDS:
    declare(kind)
personal_data.register("reviews", personal.DATA, order=25)
