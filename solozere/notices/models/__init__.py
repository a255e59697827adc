"""Contacts, what was written to them, what they wish to receive."""

from solozere.notices.models.contacts import Contact
from solozere.notices.models.mails import MailPreference, OutgoingMail

__all__ = ["Contact", "MailPreference", "OutgoingMail"]
