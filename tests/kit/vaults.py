"""Vaults as `keyring` knows them: what a system's own would be to it, in a file; and one that is locked."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError

FILE = "TEST_VAULT"


class FileVault(KeyringBackend):
    """Keeps its entries in the file that the environment names."""

    priority = 1

    def get_password(self, service, username):
        return self._all().get(f"{service} / {username}")

    def set_password(self, service, username, password):
        self._write({**self._all(), f"{service} / {username}": password})

    def delete_password(self, service, username):
        entries = self._all()
        if f"{service} / {username}" not in entries:
            raise PasswordDeleteError(username)
        del entries[f"{service} / {username}"]
        self._write(entries)

    def _all(self):
        path = Path(os.environ[FILE])
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    def _write(self, entries):
        Path(os.environ[FILE]).write_text(json.dumps(entries), encoding="utf-8")


class LockedVault(FileVault):
    """Its owner has not opened it."""

    def get_password(self, service, username):
        raise KeyringLocked("locked by its owner")

    set_password = delete_password = get_password
