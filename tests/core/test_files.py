"""Pictures that people send: what is kept of them, who sees them, what is refused."""

import io
import os
import random
import struct
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import ProtectedError
from django.template import engines
from PIL import Image, ImageCms

from solozere.core import files, images
from solozere.core.models import StoredFile
from tests.factories import TerritoryFactory, UserFactory

pytestmark = pytest.mark.django_db
PUBLIC = StoredFile.Visibility.PUBLIC


@pytest.fixture(autouse=True)
def disk(settings, tmp_path) -> Path:
    """A folder of files of its own for each test."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


def picture(width=40, height=30, *, kind="JPEG", mode="RGB", colour="green", **options) -> bytes:
    """The bytes of a picture."""
    buffer = io.BytesIO()
    Image.new(mode, (width, height), colour).save(buffer, kind, **options)
    return buffer.getvalue()


def gradient(width: int, height: int) -> bytes:
    """A picture that does not compress to nothing, so that sizes mean something."""
    buffer = io.BytesIO()
    noise = Image.frombytes("L", (width // 4, height // 4), random.Random(1).randbytes((width // 4) * (height // 4)))
    noise.resize((width, height)).convert("RGB").save(buffer, "JPEG")
    return buffer.getvalue()


def sent(data: bytes, name="photo.jpg") -> SimpleUploadedFile:
    """An upload."""
    return SimpleUploadedFile(name, data)


def stored(data: bytes | None = None, visibility=PUBLIC) -> StoredFile:
    """A picture that was kept."""
    return files.store_image(sent(data or picture()), purpose="photo d’un lieu", visibility=visibility)


def opened(file: StoredFile) -> Image.Image:
    """The picture on disk."""
    image = Image.open(files.path_of(file))
    image.load()
    return image


def refusal(data: bytes, **options) -> str:
    """The sentence that refuses a file."""
    with pytest.raises(ValidationError) as refused:
        files.store_image(sent(data), purpose="x", **options)
    assert not StoredFile.objects.exists()
    return refused.value.messages[0]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_kept_as_webp_under_its_fingerprint(kind, disk):
    file = stored(picture(kind=kind))
    assert (file.content_type, file.width, file.height) == ("image/webp", 40, 30)
    path = files.path_of(file)
    assert path == disk / file.sha256[:2] / f"{file.sha256}.webp"
    assert path.stat().st_size == file.size
    assert opened(file).format == "WEBP"
    assert (file.original_name, file.purpose, file.visibility) == ("photo.jpg", "photo d’un lieu", "public")


def test_where_and_when_a_picture_was_taken_is_gone():
    exif = Image.Exif()
    exif[0x010F] = "Fabricant"
    exif.get_ifd(0x8825)[2] = (44.0, 31.0, 41.0)
    file = stored(picture(exif=exif, comment=b"chez moi"))
    data = files.path_of(file).read_bytes()
    assert b"Fabricant" not in data
    assert b"chez moi" not in data
    image = opened(file)
    assert not image.getexif()
    assert not {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()


def test_a_picture_held_sideways_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    file = stored(picture(40, 30, exif=exif))
    assert (file.width, file.height) == (30, 40)


def test_a_picture_wider_than_2000_px_is_reduced_in_proportion():
    file = stored(gradient(3000, 1500))
    assert (file.width, file.height) == (2000, 1000)
    assert opened(file).size == (2000, 1000)


def test_transparency_is_kept():
    file = stored(picture(kind="PNG", mode="RGBA", colour=(255, 0, 0, 0)))
    assert opened(file).getpixel((5, 5))[3] == 0


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK", "I;16"])
def test_pictures_of_every_kind_of_colour_are_read(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    data = picture(kind=kind, mode=mode, colour=30000 if mode == "I;16" else 0)
    assert opened(stored(data)).mode == "RGB"


def test_the_colours_of_a_profile_become_those_of_the_screen():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    with_profile = opened(stored(picture(colour=(200, 30, 60), icc_profile=profile))).getpixel((5, 5))
    assert all(abs(a - b) <= 6 for a, b in zip(with_profile, (200, 30, 60), strict=True))
    assert opened(stored(picture(colour=(200, 30, 61), icc_profile=b"broken"))).mode == "RGB"


def test_a_film_is_kept_as_its_first_frame():
    buffer = io.BytesIO()
    frames = [Image.new("RGB", (10, 10), colour) for colour in ("red", "blue")]
    frames[0].save(buffer, "WEBP", save_all=True, append_images=frames[1:])
    image = opened(stored(buffer.getvalue()))
    assert not getattr(image, "is_animated", False)
    assert image.getpixel((5, 5))[0] > 200


def test_the_same_picture_sent_twice_is_one_file_as_visible_as_the_wider():
    first = stored(visibility=StoredFile.Visibility.STAFF)
    second = stored(visibility=PUBLIC)
    third = stored(visibility=StoredFile.Visibility.STAFF)
    assert first.pk == second.pk == third.pk
    assert StoredFile.objects.get().visibility == PUBLIC


def test_an_empty_file_is_refused():
    assert refusal(b"") == "Ce fichier est vide. Choisissez une photo et renvoyez-la."


@pytest.mark.parametrize(
    "data",
    [
        b"bonjour",
        b"%PDF-1.7\n%",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"\x00" * 64,
        b"PK\x03\x04" + b"\x00" * 40,
        b"<html><body>",
    ],
)
def test_what_is_no_picture_is_refused_whatever_its_name(data):
    assert refusal(data) == "Ce fichier n’est pas une photo. Envoyez une image JPEG, PNG ou WebP."


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_cut_picture_is_refused(kind):
    data = picture(300, 300, kind=kind, colour="red")
    assert "abîmée" in refusal(data[: len(data) // 2])


def test_a_picture_that_is_too_heavy_is_refused_with_the_limit():
    data = gradient(1600, 1200)
    assert len(data) > 100_000
    assert refusal(data, max_bytes=100_000) == "Ce fichier est trop lourd. Envoyez une photo de 1\u00a0Mo au plus."
    assert files.MAX_BYTES == 20_000_000


def bomb(width: int, height: int) -> bytes:
    """A few bytes of PNG that announce a huge picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\x00" * 64))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [8_000, 10_000, 30_000])
def test_a_small_file_that_unfolds_to_a_huge_picture_is_refused_before_it_does(side):
    assert "compte trop de pixels" in refusal(bomb(side, side))


def test_a_name_from_another_system_is_kept_without_its_path():
    file = files.store_image(sent(picture(), "../../etc/" + "x" * 300 + ".jpg"), purpose="x")
    assert file.original_name.startswith("xxx")
    assert len(file.original_name) <= 200


def test_a_public_picture_is_served_to_everybody_for_ever(client):
    file = stored()
    answer = client.get(files.url(file), headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert not answer.has_header("Content-Encoding")
    assert b"".join(answer) == files.path_of(file).read_bytes()
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["Content-Disposition"] == f'inline; filename="{file.sha256[:12]}.webp"'
    assert not answer.has_header("Vary")
    assert not answer.cookies


def test_a_team_picture_does_not_exist_for_the_others(client):
    TerritoryFactory()
    file = stored(visibility=StoredFile.Visibility.STAFF)
    assert client.get(files.url(file)).status_code == 404
    client.force_login(UserFactory())
    assert client.get(files.url(file)).status_code == 404
    client.force_login(UserFactory(admin=True))
    answer = client.get(files.url(file))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert b"".join(answer)


def test_a_smaller_width_is_made_once_and_kept(client, disk):
    file = stored(gradient(1000, 500))
    for _again in range(2):
        answer = client.get(files.url(file, 480))
        image = Image.open(io.BytesIO(b"".join(answer)))
        assert image.size == (480, 240)
    kept = list((disk / "vignettes").iterdir())
    assert [path.name for path in kept] == [f"{file.sha256}-480.webp"]
    assert kept[0].stat().st_size < file.size


def test_a_picture_is_never_enlarged(client, disk):
    file = stored(picture(200, 100))
    assert Image.open(io.BytesIO(b"".join(client.get(files.url(file, 480))))).size == (200, 100)
    assert not (disk / "vignettes").exists()


@pytest.mark.parametrize("width", ["481", "0", "-480", "480.0", "", "abc", "9" * 400, "٤٨٠", " 480"])
def test_a_width_that_is_not_offered_is_not_found(client, disk, width):
    TerritoryFactory()
    file = stored(gradient(1000, 500))
    answer = client.get(files.url(file), {"l": width})
    assert answer.status_code == 404
    assert not (disk / "vignettes").exists()


def test_a_wrong_extension_or_fingerprint_is_not_found(client):
    TerritoryFactory()
    file = stored()
    assert client.get(f"/fichiers/{file.sha256}.jpg").status_code == 404
    assert client.get(f"/fichiers/{'0' * 64}.webp").status_code == 404
    assert client.get(f"/fichiers/{file.sha256.upper()}.webp").status_code == 404
    assert client.get("/fichiers/../../settings.py").status_code == 404
    assert client.post(files.url(file)).status_code == 405


def test_a_file_lost_on_disk_is_not_found(client):
    TerritoryFactory()
    file = stored(gradient(1000, 500))
    files.path_of(file).unlink()
    assert client.get(files.url(file)).status_code == 404
    assert client.get(files.url(file, 480)).status_code == 404


def test_deleting_a_file_takes_what_is_on_disk_once_that_is_sure(disk, django_capture_on_commit_callbacks):
    file = stored(gradient(1000, 500))
    files.content(file, 480)
    with django_capture_on_commit_callbacks(execute=False):
        files.delete(StoredFile.objects.get())
    assert files.path_of(file).is_file()
    file = stored(gradient(1000, 500))
    with django_capture_on_commit_callbacks(execute=True):
        files.delete(StoredFile.objects.get())
    assert [path for path in disk.glob("*/*") if path.is_file()] == []
    assert not StoredFile.objects.exists()


def test_a_file_that_a_page_shows_is_not_deleted(monkeypatch):
    file = stored()

    def refuse(self):
        raise ProtectedError("shown", set())

    monkeypatch.setattr(StoredFile, "delete", refuse)
    with pytest.raises(ProtectedError):
        files.delete(file)
    assert files.path_of(file).is_file()


def test_what_lies_on_disk_without_a_row_is_swept_after_a_day(disk):
    now = datetime(2026, 5, 4, 12, tzinfo=UTC)
    kept, lost, recent = stored(), disk / "ff" / ("f" * 64 + ".webp"), disk / "ee" / ("e" * 64 + ".webp")
    for path in (lost, recent):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    for path, age in ((files.path_of(kept), 9), (lost, 2), (recent, 0.5)):
        moment = (now - timedelta(days=age)).timestamp()
        os.utime(path, (moment, moment))
    assert files.sweep(now) == 1
    assert (files.path_of(kept).is_file(), lost.is_file(), recent.is_file()) == (True, False, True)
    assert files.sweep(now) == 0


def test_a_picture_in_a_page_offers_its_widths_and_reserves_its_room():
    file = stored(gradient(1000, 500))
    template = engines["django"].from_string('{% load files %}{% file_image file alt=alt sizes="50vw" %}')
    html = template.render({"file": file, "alt": 'La « salle "bleue" »'})
    address = f"/fichiers/{file.sha256}.webp"
    assert f'src="{address}?l=960"' in html
    widths = ", ".join(f"{address}?l={w} {w}w" for w in (160, 320, 480, 960))
    assert f'srcset="{widths}, {address} 1000w" sizes="50vw" width="1000" height="500"' in html
    assert 'alt="La « salle &quot;bleue&quot; »" loading="lazy"' in html


def test_a_small_picture_is_offered_as_it_is():
    file = stored(picture(100, 50))
    html = engines["django"].from_string("{% load files %}{% file_image file alt='' %}").render({"file": file})
    assert f'src="/fichiers/{file.sha256}.webp" srcset="/fichiers/{file.sha256}.webp 100w"' in html


def test_an_unknown_width_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="not one of"):
        files.content(stored(gradient(1000, 500)), 123)


def test_only_three_kinds_of_picture_reach_the_decoder(monkeypatch):
    def never(*args, **kwargs):
        raise AssertionError("decoded")

    monkeypatch.setattr(images.Image, "open", never)
    with pytest.raises(ValidationError):
        images.clean(b"GIF89a\x01\x00\x01\x00\x00\x00\x00;")
