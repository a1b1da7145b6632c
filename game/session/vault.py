"""Credentials of a learning record store: from the environment, else from the system's own vault (Windows Credential Manager,
Secret Service, Keychain), one entry per store.  They stand on no command line and in no file of ours.
"""

from __future__ import annotations

import json
import os

USER, PASSWORD = "GRADE_A_LRS_USER", "GRADE_A_LRS_PASSWORD"
_ENTRY = "lrs"


class VaultError(Exception):
    """key: text of `vault.po`; said: what the vault says."""

    def __init__(self, key: str, said: str = "") -> None:
        super().__init__(key, said)
        self.key, self.said = key, said


def credentials(url: str) -> tuple[str, str] | None:
    """User and password for that store; None when nobody has given any.  Raises VaultError when the vault cannot be asked."""
    user, password = os.environ.get(USER, ""), os.environ.get(PASSWORD, "")
    return (user, password) if user and password else _kept(url)


def store(url: str, user: str, password: str) -> None:
    """Lay them into the vault, over those that were there.  Raises VaultError; a vault that keeps nothing counts as none."""
    from keyring import errors, set_password

    try:
        set_password(_service(url), _ENTRY, json.dumps([user, password]))
    except errors.NoKeyringError:
        raise VaultError("none") from None
    except (errors.KeyringError, OSError, ImportError) as error:
        raise VaultError("refuses", str(error)) from error
    if _kept(url) != (user, password):
        raise VaultError("none")


def forget(url: str) -> bool:
    """Take them out; False when there were none.  Raises VaultError."""
    from keyring import delete_password, errors

    if _kept(url) is None:
        return False
    try:
        delete_password(_service(url), _ENTRY)
    except (errors.KeyringError, OSError, ImportError) as error:
        raise VaultError("refuses", str(error)) from error
    return True


def _kept(url: str) -> tuple[str, str] | None:
    from keyring import errors, get_password

    try:
        said = get_password(_service(url), _ENTRY)
    except errors.NoKeyringError:
        raise VaultError("none") from None
    except (errors.KeyringError, OSError, ImportError) as error:
        raise VaultError("refuses", str(error)) from error
    try:
        user, password = json.loads(said or "")
    except (ValueError, TypeError):
        return None
    return str(user), str(password)


def _service(url: str) -> str:
    return f"grade-a {url.rstrip('/')}"
