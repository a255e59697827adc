"""A territory with its charter, a coordinator, an application that was sent."""

from typing import Any

import pytest

from solozere.accounts.actions import grant_role
from solozere.accounts.models import User
from solozere.charter.models import Application
from solozere.charter.reviewing.actions import save_checks
from solozere.charter.reviewing.checks import Found, Said
from solozere.core.authors import Author
from tests.charter.reviewing.applications import COMPTOIR_CRITERIA, sent
from tests.factories import CommuneFactory, UserFactory


@pytest.fixture
def claire(db: None) -> User:
    """A coordinator."""
    user: User = UserFactory(contact__name="Claire Modèle", contact__email="claire@exemple.fr")
    grant_role(user, "coordinator", author=Author.system("essais"))
    return user


@pytest.fixture
def commune(charter: None) -> Any:
    """A commune of the territory, under a charter in force."""
    return CommuneFactory(name="Valbourg", folded="valbourg")


@pytest.fixture
def application(commune: Any) -> Application:
    """It declares all that a Comptoir needs."""
    return sent(commune)


@pytest.fixture
def checked(application: Application, claire: User) -> Application:
    """The same, each criterion of a Comptoir found met."""
    check(application, Author.user(claire), *COMPTOIR_CRITERIA)
    return application


def check(application: Application, author: Author, *criteria: str, verdict: str = "met", comment: str = "") -> None:
    """Write the same verdict on several criteria."""
    said = {one: Said(Found(), Found(verdict, comment)) for one in criteria}
    assert save_checks(application, said, author) == {}
