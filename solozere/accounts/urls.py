"""Sign-in and its settings. The names are allauth's, which leads to them; the views and pages are ours."""

from django.urls import path

from solozere.accounts.address import address
from solozere.accounts.views import again, door, second_factor, security

urlpatterns = [
    path("compte/connexion/", door.address, name="account_login"),
    path("compte/code/", door.code, name="account_confirm_login_code"),
    path("compte/mot-de-passe/", door.password, name="account_password"),
    path("compte/cle/", door.PasskeySignInView.as_view(), name="mfa_login_webauthn"),
    path("compte/second-moyen/", second_factor.SecondStepView.as_view(), name="mfa_authenticate"),
    path("compte/deconnexion/", door.sign_out, name="account_logout"),
    path("compte/ferme/", door.closed, name="account_inactive"),
    path("compte/adresse/", address, name="account_address"),
    path("compte/nom/", security.name, name="account_name"),
    path("compte/confirmer/mot-de-passe/", again.ByPasswordView.as_view(), name="account_reauthenticate"),
    path("compte/confirmer/code/", again.by_code, name="account_confirm_by_code"),
    path("compte/confirmer/", again.BySecondFactorView.as_view(), name="mfa_reauthenticate"),
    path("compte/confirmer/cle/", again.ByPasskeyView.as_view(), name="mfa_reauthenticate_webauthn"),
    path("compte/securite/", security.security, name="mfa_index"),
    path("compte/securite/mot-de-passe/", security.password, name="account_set_password"),
    path("compte/securite/appareils/", security.sessions, name="usersessions_list"),
    path("compte/securite/application/", second_factor.ActivateView.as_view(), name="mfa_activate_totp"),
    path("compte/securite/application/retirer/", second_factor.DeactivateView.as_view(), name="mfa_deactivate_totp"),
    path("compte/securite/cles/ajouter/", second_factor.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path(
        "compte/securite/cles/<int:pk>/renommer/", second_factor.RenamePasskeyView.as_view(), name="mfa_edit_webauthn"
    ),
    path(
        "compte/securite/cles/<int:pk>/retirer/", second_factor.RemovePasskeyView.as_view(), name="mfa_remove_webauthn"
    ),
    path("compte/securite/codes-de-secours/", second_factor.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "compte/securite/codes-de-secours/nouveaux/",
        second_factor.NewRecoveryCodesView.as_view(),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "compte/securite/codes-de-secours/codes.txt",
        second_factor.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
