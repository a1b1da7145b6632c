"""The station's key: who sealed a run.

Made when the first run is written, in the user's data folder, so that no disk image and no bundle ever carries one.  It
says that a file is unchanged since this station wrote it; it says nothing about who sat there.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from game.session.results import data_folder, free_name, write_new, write_whole

KEY_NAME = "station.key"
PUBLIC_NAME = "station.pub"
KNOWN_FOLDER = "known-stations"
_LARGEST_KEY_FILE = 10_000


@dataclass(frozen=True, slots=True)
class Station:
    """One station: `id` is short for people, `public` the Ed25519 key in 64 hexadecimal digits."""

    id: str
    public: str
    private: Ed25519PrivateKey


def station_id(public: str) -> str:
    """Short name of a key: first 16 hexadecimal digits of the SHA-256 of its 32 bytes."""
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()[:16]


def _hex(key: Ed25519PublicKey) -> str:
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw).hex()


def this_station(folder: Path | None = None) -> Station:
    """This user's station on this PC; its key is made at the first call.  Raises OSError when the folder cannot be written.

    A key file that is no key is kept beside under another name, and its public half among the known ones."""
    home = (folder or data_folder()) / "station"
    path = home / KEY_NAME
    private = _read_private(path)
    if private is None:
        if path.exists():
            path.rename(free_name(path.with_name("station.broken")))
        made = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        write_new(path, made, 0o600)
        private = _read_private(path)  # another start may have been first: both use the one that is there
    if private is None:
        raise OSError(str(path))
    public = private.public_key()
    station = Station(station_id(_hex(public)), _hex(public), private)
    if _read_public(home / PUBLIC_NAME) != station.public:
        remember(home / PUBLIC_NAME, folder)  # the half of a key that was lost: what it sealed was sealed here
        pem = public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        write_whole(home / PUBLIC_NAME, pem)
    return station


def _read_private(path: Path) -> Ed25519PrivateKey | None:
    try:
        with path.open("rb") as file:
            key = serialization.load_pem_private_key(file.read(_LARGEST_KEY_FILE), password=None)
    except (FileNotFoundError, ValueError, TypeError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, Ed25519PrivateKey) else None


def known_keys(folder: Path | None = None) -> frozenset[str]:
    """Public keys that mean something here: this station's, and those a trainer laid into `known-stations`."""
    home = folder or data_folder()
    found = [home / "station" / PUBLIC_NAME]
    if (home / KNOWN_FOLDER).is_dir():
        found += sorted((home / KNOWN_FOLDER).glob("*.pub"))
    keys = (_read_public(path) for path in found)
    return frozenset(key for key in keys if key)


def _read_public(path: Path) -> str:
    try:
        with path.open("rb") as file:
            key = serialization.load_pem_public_key(file.read(_LARGEST_KEY_FILE))
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm):
        return ""
    return _hex(key) if isinstance(key, Ed25519PublicKey) else ""


def public_id(public_file: Path) -> str:
    """The id of the station whose public key a file holds; "" when it holds none."""
    public = _read_public(public_file)
    return station_id(public) if public else ""


def remember(public_file: Path, folder: Path | None = None) -> str:
    """Lay another station's public key among the known ones; returns its id ("" when the file holds no such key)."""
    public = _read_public(public_file)
    if not public:
        return ""
    name = station_id(public)
    write_new((folder or data_folder()) / KNOWN_FOLDER / f"{name}.pub", public_file.read_bytes()[:_LARGEST_KEY_FILE])
    return name
