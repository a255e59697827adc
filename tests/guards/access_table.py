"""Who receives what at each address of the site, the administration's apart: the one table of `test_access`."""

from dataclasses import dataclass, fields

PLACE, SOLITARY = "lieux/<slug:slug>/", "partenaires/<slug:slug>/"
FILE = r"^fichiers/(?P<sha256>[0-9a-f]{64})\.(?P<extension>[a-z]{3,4})$"


@dataclass(frozen=True)
class Row:
    """An address of a route, and the status that each role receives for a GET: by default, what a visitor does.

    `member` has an account and nothing more; `manager` keeps a place, `officer` acts for a partner, `aid_officer` reads aid
    files, `coordinator` runs the network, `administrator` administers the site: all signed in with what their role asks.
    """

    route: str
    address: str
    visitor: int = 200
    member: int = 0
    manager: int = 0
    officer: int = 0
    aid_officer: int = 0
    coordinator: int = 0
    administrator: int = 0
    receives: bool = False
    """Does it take what a form sends, without signing in?"""

    def of(self, role: str) -> int:
        """The status of a role."""
        given: int = getattr(self, role)
        return given or (self.visitor if role in ("visitor", "member") else self.of("member"))


ROLES = tuple(field.name for field in fields(Row) if field.name not in ("route", "address", "receives"))


def signed_in(route: str, address: str, status: int = 200, **roles: int) -> Row:
    """An address that asks for sign-in: a visitor is sent to the door, each role receives `status`."""
    return Row(route, address, 302, status, **roles)


def coordinators(route: str, address: str, status: int = 200) -> Row:
    """A page of who runs the network: a visitor is sent to the door, for anybody else it does not exist."""
    return Row(route, address, 302, 404, coordinator=status, administrator=status)


def at_the_door(route: str, address: str, visitor: int = 200, receives: bool = False) -> Row:
    """An address of the door: who is in already goes on."""
    return Row(route, address, visitor, 302, receives=receives)


PLACES = [
    Row(PLACE, "/lieux/{place}/"),
    Row(PLACE, "/lieux/aucun/", 404),
    Row("lieux/<slug:slug>/contact.vcf", "/lieux/{place}/contact.vcf"),
    Row("lieux/<slug:slug>/contact.vcf", "/lieux/aucun/contact.vcf", 404),
    Row("lieux/<slug:slug>/qr.svg", "/lieux/{place}/qr.svg"),
    Row("lieux/<slug:slug>/qr.svg", "/lieux/aucun/qr.svg", 404),
    Row("lieux/<slug:slug>/affiche.pdf", "/lieux/{place}/affiche.pdf"),
    Row("lieux/<slug:slug>/affiche.pdf", "/lieux/aucun/affiche.pdf", 404),
]
KEPT = {"manager": 200, "coordinator": 200, "administrator": 200}
"""Who keeps the first place, and the team."""
TEAM = {"coordinator": 200, "administrator": 200}
KEEPING = [
    Row("lieux/<slug:slug>/signaler/", "/lieux/{place}/signaler/", receives=True),
    Row("lieux/<slug:slug>/signaler/", "/lieux/aucun/signaler/", 404),
    Row("lieux/<slug:slug>/signaler/merci/", "/lieux/{place}/signaler/merci/"),
    Row("lieux/<slug:slug>/signaler/<int:pk>/", "/lieux/{place}/signaler/999999/", 404),
    Row("lieux/<slug:slug>/verifier/", "/lieux/{place}/verifier/", 404),
    signed_in("espace/lieux/", "/espace/lieux/"),
    signed_in("espace/lieux/<slug:slug>/", "/espace/lieux/{place}/", 404, **KEPT),
    signed_in("espace/lieux/<slug:slug>/", "/espace/lieux/aucun/", 404),
    signed_in("espace/lieux/<slug:slug>/exact/", "/espace/lieux/{place}/exact/", 405),
    signed_in("espace/lieux/<slug:slug>/<slug:group>/", "/espace/lieux/{place}/horaires/", 404, **KEPT),
    signed_in("espace/lieux/<slug:slug>/<slug:group>/", "/espace/lieux/{place}/photos/", 404, **KEPT),
    signed_in("espace/lieux/<slug:slug>/<slug:group>/", "/espace/lieux/{place}/origine/", 404),
    signed_in(
        "espace/lieux/<slug:slug>/<slug:group>/historique/", "/espace/lieux/{place}/horaires/historique/", 404, **KEPT
    ),
    signed_in("animation/signalements/", "/animation/signalements/", 404, **TEAM),
    signed_in("animation/signalements/<int:pk>/", "/animation/signalements/999999/", 404),
    signed_in("animation/relectures/", "/animation/relectures/", 404, **TEAM),
    signed_in("animation/relectures/<int:pk>/", "/animation/relectures/999999/", 404),
]
SEARCH = [
    Row("lieux/carte.geojson", "/lieux/carte.geojson"),
    Row("lieux/carte.geojson", "/lieux/carte.geojson?zone=3,44,4,45"),
    Row("territoire/<slug:kind>.geojson", "/territoire/contour.geojson"),
    Row("territoire/<slug:kind>.geojson", "/territoire/communes.geojson"),
    Row("territoire/<slug:kind>.geojson", "/territoire/autre.geojson", 404),
    Row("lieux/suggestions", "/lieux/suggestions"),
    Row("lieux/suggestions", "/lieux/suggestions?ou=val"),
]
IMPORTS = [
    Row("animation/imports/", "/animation/imports/", 404, administrator=200),
    Row("animation/imports/<int:pk>/", "/animation/imports/999999/", 404),
    Row("animation/imports/<int:pk>/correspondance/", "/animation/imports/999999/correspondance/", 404),
    Row("animation/imports/<int:pk>/choix/", "/animation/imports/999999/choix/", 404, administrator=405),
    Row("animation/imports/<int:pk>/appliquer/", "/animation/imports/999999/appliquer/", 404, administrator=405),
    Row(
        "animation/imports/<int:pk>/compte-rendu.<slug:extension>",
        "/animation/imports/999999/compte-rendu.csv",
        404,
    ),
]
CHARTER = [
    Row("charte/", "/charte/"),
    Row("charte.pdf", "/charte.pdf"),
    Row("charte/<slug:code>/", "/charte/{charter}/"),
    Row("charte/<slug:code>/", "/charte/aucune/", 404),
    Row("charte/<slug:code>.pdf", "/charte/{charter}.pdf"),
    Row("charte/<slug:code>.pdf", "/charte/aucune.pdf", 404),
]
JOINING = [
    Row("rejoindre/", "/rejoindre/"),
    Row("rejoindre/commencer/", "/rejoindre/commencer/", receives=True),
    Row("rejoindre/reprendre/", "/rejoindre/reprendre/", receives=True),
    Row("rejoindre/<int:pk>/lieu-connu/", "/rejoindre/999999/lieu-connu/", 405),
    Row("rejoindre/<int:pk>/<slug:slug>/", "/rejoindre/999999/lieu/", 404),
    Row("suivi/demandes/<int:pk>/", "/suivi/demandes/999999/", 404),
    Row("suivi/demandes/<int:pk>/confirmer/", "/suivi/demandes/999999/confirmer/", 405),
    Row("suivi/demandes/<int:pk>/retirer/", "/suivi/demandes/999999/retirer/", 404),
    Row("suivi/demandes/<int:pk>/signature/", "/suivi/demandes/999999/signature/", 404),
    Row("suivi/demandes/<int:pk>/pieces/", "/suivi/demandes/999999/pieces/", 405),
    Row("suivi/demandes/<int:pk>/pieces/<int:number>/", "/suivi/demandes/999999/pieces/1/", 404),
    Row("suivi/demandes/<int:pk>/pieces/<int:number>/retirer/", "/suivi/demandes/999999/pieces/1/retirer/", 405),
    Row("animation/demandes/nouvelle/", "/animation/demandes/nouvelle/", 404, coordinator=200, administrator=200),
    Row("animation/demandes/<int:pk>/recu/", "/animation/demandes/999999/recu/", 404),
]
REVIEWING = [
    signed_in("animation/demandes/", "/animation/demandes/", 404, coordinator=200, administrator=200),
    signed_in("animation/demandes/<int:pk>/", "/animation/demandes/999999/", 404),
    *(
        signed_in(
            f"animation/demandes/<int:pk>/{end}",
            f"/animation/demandes/999999/{end}",
            404,
            coordinator=405,
            administrator=405,
        )
        for end in ("constats/", "notes/", "prendre/")
    ),
    signed_in(
        "animation/demandes/<int:pk>/messages/<int:mail>/renvoyer/",
        "/animation/demandes/999999/messages/1/renvoyer/",
        404,
        coordinator=405,
        administrator=405,
    ),
    *(
        signed_in(f"animation/demandes/<int:pk>/{end}", f"/animation/demandes/999999/{end}", 404)
        for end in (
            *("complement/", "visite/", "visite/compte-rendu/", "visite/annuler/"),
            *("attribuer/", "refuser/", "sans-suite/", "rouvrir/"),
        )
    ),
    Row("lieux/<slug:slug>/certificat.pdf", "/lieux/{place}/certificat.pdf", 404),
    Row("lieux/<slug:slug>/certificat.pdf", "/lieux/aucun/certificat.pdf", 404),
]
INVITING = [
    *(
        signed_in(
            f"animation/invitations/{end}", f"/animation/invitations/{end}", 404, coordinator=200, administrator=200
        )
        for end in ("", "nouvelle/", "liste/")
    ),
    *(
        signed_in(
            f"animation/invitations/<int:pk>/{end}",
            f"/animation/invitations/999999/{end}",
            404,
            coordinator=405,
            administrator=405,
        )
        for end in ("relancer/", "annuler/")
    ),
    Row("suivi/invitations/<int:pk>/", "/suivi/invitations/999999/", 404),
    Row("suivi/invitations/<int:pk>/commencer/", "/suivi/invitations/999999/commencer/", 405),
    Row("suivi/invitations/<int:pk>/decliner/", "/suivi/invitations/999999/decliner/", 405),
]
DOOR = [
    at_the_door("compte/connexion/", "/compte/connexion/", receives=True),
    at_the_door("compte/code/", "/compte/code/", 302),
    at_the_door("compte/mot-de-passe/", "/compte/mot-de-passe/", receives=True),
    at_the_door("compte/cle/", "/compte/cle/", 302),
    at_the_door("compte/second-moyen/", "/compte/second-moyen/", 302),
    Row("compte/deconnexion/", "/compte/deconnexion/", 302, 200),
    Row("compte/ferme/", "/compte/ferme/"),
]
STRONG = {"officer": 302, "aid_officer": 302, "coordinator": 302, "administrator": 302}
"""Who has a second factor is led to what they have, or back."""
SETTINGS = [
    signed_in("compte/nom/", "/compte/nom/"),
    signed_in("compte/adresse/", "/compte/adresse/"),
    signed_in("compte/confirmer/mot-de-passe/", "/compte/confirmer/mot-de-passe/", **STRONG),
    signed_in("compte/confirmer/code/", "/compte/confirmer/code/", **STRONG),
    signed_in(
        "compte/confirmer/", "/compte/confirmer/", 302, officer=200, aid_officer=200, coordinator=200, administrator=200
    ),
    signed_in("compte/confirmer/cle/", "/compte/confirmer/cle/", 302),
    signed_in("compte/securite/", "/compte/securite/"),
    signed_in("compte/securite/mot-de-passe/", "/compte/securite/mot-de-passe/"),
    signed_in("compte/securite/appareils/", "/compte/securite/appareils/"),
    signed_in("compte/securite/application/", "/compte/securite/application/", **STRONG),
    signed_in(
        "compte/securite/application/retirer/",
        "/compte/securite/application/retirer/",
        404,
        **dict.fromkeys(STRONG, 200),
    ),
    signed_in("compte/securite/cles/ajouter/", "/compte/securite/cles/ajouter/"),
    signed_in("compte/securite/cles/<int:pk>/renommer/", "/compte/securite/cles/{passkey}/renommer/", 404),
    signed_in("compte/securite/cles/<int:pk>/retirer/", "/compte/securite/cles/{passkey}/retirer/", 404),
    signed_in("compte/securite/codes-de-secours/", "/compte/securite/codes-de-secours/", 302),
    signed_in("compte/securite/codes-de-secours/nouveaux/", "/compte/securite/codes-de-secours/nouveaux/"),
    signed_in("compte/securite/codes-de-secours/codes.txt", "/compte/securite/codes-de-secours/codes.txt", 404),
]
MEMBERSHIPS = [
    coordinators("animation/lieux/", "/animation/lieux/"),
    coordinators("animation/lieux/<slug:slug>/", "/animation/lieux/{place}/"),
    coordinators("animation/lieux/<slug:slug>/", "/animation/lieux/aucun/", 404),
    coordinators("animation/lieux/<slug:slug>/<slug:code>/", "/animation/lieux/{place}/fermer/"),
    coordinators("animation/lieux/<slug:slug>/<slug:code>/", "/animation/lieux/{place}/autre/", 404),
    coordinators("animation/lieux/<slug:slug>/responsables/<int:pk>/", "/animation/lieux/{place}/responsables/0/", 404),
    Row("animation/lieux/<slug:slug>/designer/", "/animation/lieux/{place}/designer/", 302, 405),
    Row("animation/lieux/<slug:slug>/rester/", "/animation/lieux/{place}/rester/", 302, 405),
    coordinators("animation/renouvellements/", "/animation/renouvellements/"),
    Row("animation/renouvellements/<int:pk>/accorder/", "/animation/renouvellements/1/accorder/", 302, 405),
    coordinators("animation/renouvellements/<int:pk>/decliner/", "/animation/renouvellements/0/decliner/", 404),
    coordinators("animation/charte/<slug:code>/effets/", "/animation/charte/{charter}/effets/"),
    coordinators("animation/charte/<slug:code>/effets/", "/animation/charte/aucune/effets/", 404),
    Row("renouveler/<int:pk>/", "/renouveler/0/", 302, 404),
    signed_in("espace/lieux/<slug:slug>/quitter/", "/espace/lieux/{place}/quitter/", 404),
]
PARTNERS = [
    Row("animation/organisations/", "/animation/organisations/", 302, 404, administrator=200),
    Row(
        "animation/organisations/<slug:slug>/",
        "/animation/organisations/organisation-seule/",
        302,
        404,
        administrator=200,
    ),
    Row("animation/organisations/<slug:slug>/<int:pk>/", "/animation/organisations/organisation-seule/0/", 302, 404),
]
DESK = [
    coordinators("animation/", "/animation/"),
]
SPACE = [
    signed_in("espace/", "/espace/"),
    signed_in("espace/mes-donnees/", "/espace/mes-donnees/"),
    signed_in("espace/mes-donnees.html", "/espace/mes-donnees.html"),
    signed_in("espace/mes-donnees.json", "/espace/mes-donnees.json"),
    signed_in("espace/supprimer/", "/espace/supprimer/"),
    Row("espace/supprime/", "/espace/supprime/"),
    signed_in("espace/messages/", "/espace/messages/"),
]
TABLE = [
    Row("", "/"),
    Row("demonstration/entrer/<slug:code>/", "/demonstration/entrer/membre/", 405),
    *DOOR,
    *SETTINGS,
    *SPACE,
    *DESK,
    *MEMBERSHIPS,
    *PARTNERS,
    Row("lieux/", "/lieux/"),
    *PLACES,
    *KEEPING,
    *SEARCH,
    *IMPORTS,
    *CHARTER,
    *JOINING,
    *REVIEWING,
    *INVITING,
    Row("courriels/<str:token>/", "/courriels/{mail_token}/", receives=True),
    Row("courriels/<str:token>/", "/courriels/faux/", 404),
    Row("suivi/", "/suivi/"),
    Row("suivi/<str:token>/", f"/suivi/{'x' * 43}/", 404),
    Row("suivi/<str:token>/nouveau/", f"/suivi/{'x' * 43}/nouveau/", 405),
    Row("partenaires/", "/partenaires/"),
    Row(SOLITARY, "/partenaires/organisation-seule/"),
    Row(SOLITARY, "/partenaires/aucune/", 404),
    Row("mentions-legales/", "/mentions-legales/"),
    Row("accessibilite/", "/accessibilite/"),
    Row("donnees-personnelles/", "/donnees-personnelles/"),
    Row("plan-du-site/", "/plan-du-site/"),
    Row("style/", "/style/"),
    Row("sitemap.xml", "/sitemap.xml"),
    Row("robots.txt", "/robots.txt"),
    Row("favicon.ico", "/favicon.ico", 302),
    Row("sante/vivant", "/sante/vivant"),
    Row("sante/pret", "/sante/pret"),
    Row(FILE, "{public_picture}"),
    Row(FILE, "{public_picture}?l=320"),
    Row(FILE, "{team_picture}", 404, coordinator=200, administrator=200),
    Row(FILE, "{team_picture}?l=320", 404, coordinator=200, administrator=200),
]
