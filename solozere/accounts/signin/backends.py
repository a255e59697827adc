"""Who an address and a password are: allauth's way, with the account of the address whatever its capitals."""

from allauth.account.auth_backends import AuthenticationBackend

from solozere.accounts.models import User


class AddressBackend(AuthenticationBackend):
    """An unknown address costs as much time as a wrong password: allauth sees to it."""

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        try:
            user = User.objects.get_by_natural_key(email)
        except User.DoesNotExist:
            return None
        checked = self._check_password(user, password)
        return checked if isinstance(checked, User) else None
