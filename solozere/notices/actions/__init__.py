"""The verbs of mails and contacts."""

from solozere.notices.actions.contacts import contact_for, verify
from solozere.notices.actions.digests import gather, gather_all
from solozere.notices.actions.merging import merge
from solozere.notices.actions.outbox import cancel, queue, resend
from solozere.notices.actions.wishes import set_wish, wish

__all__ = ["cancel", "contact_for", "gather", "gather_all", "merge", "queue", "resend", "set_wish", "verify", "wish"]
