"""What must be right before `make run` installs or starts anything; each fault gets one sentence."""

import errno
import os
import secrets
import socket
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEFAULT_PORT = "8000"
YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}


class Refused(Exception):
    """Nothing was started; the text is the one sentence that says why and what to do."""


def settings_of_run(environ: Mapping[str, str], caller: str) -> dict[str, str]:
    """Environment of the server from what the user gave; relative folders start from `caller`. Raises Refused."""
    bind = environ.get("BIND") or "127.0.0.1"
    port = checked_port(environ.get("PORT") or DEFAULT_PORT, bind)
    data_dir = checked_data_dir(Path(caller, environ.get("DATA_DIR") or ROOT / "var").absolute())
    territory = checked_territory(Path(caller, environ.get("TERRITORY") or ROOT / "territories" / "lozere").absolute())
    return {
        "BIND": bind,
        "PORT": str(port),
        "DATA_DIR": str(data_dir),
        "TERRITORY": str(territory),
        "DEMO": checked_demo(environ.get("DEMO") or "1"),
        "DJANGO_SETTINGS_MODULE": "solozere.settings",
    }


def checked_port(text: str, bind: str) -> int:
    """The port, free to listen on. Raises Refused."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise Refused(f"PORT={text} is not a port: give a number from 1 to 65535, for example PORT=8001.")
    port = int(text)
    try:
        with socket.socket(socket.AF_INET6 if ":" in bind else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((bind, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Refused(
                f"Port {port} is already in use: stop what uses it, or choose another one, "
                f"for example make run PORT={port + 1 if port < 65535 else 8001}."
            ) from error
        raise Refused(f"Port {port} of {bind} cannot be opened ({error.strerror}): choose another PORT.") from error
    return port


def checked_data_dir(path: Path) -> Path:
    """The folder of the database and the files, made if need be and writable. Raises Refused."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            pass
    except OSError as error:
        raise Refused(
            f"DATA_DIR={path} cannot be written ({error.strerror}): choose another folder with DATA_DIR=."
        ) from error
    return path


def checked_territory(path: Path) -> Path:
    """The folder of the pack. Raises Refused."""
    if not (path / "territory.toml").is_file():
        raise Refused(f"TERRITORY={path} is not a territory: it has no file territory.toml.")
    return path


def checked_demo(text: str) -> str:
    """ "1" or "0". Raises Refused."""
    if text.lower() in YES | NO:
        return "1" if text.lower() in YES else "0"
    raise Refused(f"DEMO={text} is neither 1 (with the fictional demonstration) nor 0 (without).")


def write_secret_key(data_dir: str) -> None:
    """Give the installation its own key at its first start, readable by its owner only."""
    path = Path(data_dir, "secret_key")
    if os.environ.get("SECRET_KEY") or path.exists():
        return
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another start wrote it in between
        return
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(50) + "\n")
