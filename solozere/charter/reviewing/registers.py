"""What the reviewer's side declares to the registries."""

from solozere.charter.reviewing.mails import KINDS
from solozere.notices.kinds import declare

for kind in KINDS:
    declare(kind)
