"""Organisations are no persons; what they are called and where they were written to is public record."""

NOT_PERSONAL = {
    "organisations.Organisation.name": "nom d’une organisation",
    "organisations.Organisation.current_name": "nom d’une organisation",
    "organisations.Organisation.historic_mailbox": "boîte aux lettres d’une organisation, publiée par elle",
}
