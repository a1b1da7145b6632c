"""A small xAPI 1.0.3 client on the standard library: one POST, one plain answer.

TLS trusts the system's own authorities, or the site's file; proxies are the system's.  No redirect is followed: a store
that moved is a matter for a person, and credentials go nowhere else.
"""

from __future__ import annotations

import base64
import json
import ssl
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any

from scoring.export.xapi import VERSION

TIMEOUT_S = 15.0
PAGE = 500
"""Statements asked for at a time; a store may give fewer."""
LARGEST_PAGE = 64 << 20
_LONGEST = 400
"""Characters of an answer that are kept."""


@dataclass(frozen=True, slots=True)
class Answer:
    """status: of HTTP, 0 when no answer came; said: its first words; wait_s: what the store asks to wait, 0 for nothing."""

    status: int
    said: str = ""
    wait_s: float = 0.0


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_more: Any) -> None:
        return None


class Store:
    """A learning record store.

    url: its xAPI address, without /statements; authority: PEM file of the site's own certificate authority.
    Raises ValueError for an address that is none, OSError or ssl.SSLError for a bad authority file."""

    def __init__(self, url: str, user: str, password: str, authority: Path | None = None) -> None:
        if not url.startswith(("https://", "http://127.0.0.1", "http://localhost", "http://[::1]")):
            raise ValueError(url)
        self.url = url.rstrip("/") + "/statements"
        context = ssl.create_default_context(cafile=str(authority) if authority else None)
        self._open = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context), _Stay)
        token = base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
        self._headers = {"X-Experience-API-Version": VERSION, "Content-Type": "application/json", "Authorization": f"Basic {token}"}

    def post(self, data: bytes) -> Answer:
        """Send statements."""
        request = urllib.request.Request(self.url, data, self._headers, method="POST")  # noqa: S310 - the address was checked above
        try:
            with self._open.open(request, timeout=TIMEOUT_S) as answer:
                return Answer(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, _text(error), _seconds(error.headers.get("Retry-After", "")))
        except (OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            return Answer(0, str(reason)[:_LONGEST])

    def statements(self) -> Iterator[list[Any]]:
        """All statements that the store holds for these credentials, page by page.

        Raises OSError (its `strerror` says why) when an answer fails, is too large or is none."""
        address = f"{self.url}?ascending=true&limit={PAGE}"
        while address:
            told = self._page(address)
            yield told.get("statements", [])
            more = str(told.get("more") or "")
            address = urllib.parse.urljoin(self.url, more) if more else ""
            if address and urllib.parse.urlsplit(address)[:2] != urllib.parse.urlsplit(self.url)[:2]:
                raise OSError(0, more[:_LONGEST])  # credentials go nowhere else

    def _page(self, address: str) -> dict[str, Any]:
        request = urllib.request.Request(address, headers=self._headers)  # noqa: S310 - the address was checked above
        try:
            with self._open.open(request, timeout=TIMEOUT_S) as answer:
                data = answer.read(LARGEST_PAGE + 1)
        except urllib.error.HTTPError as error:
            with error:
                raise OSError(error.code, f"{error.code} {_text(error)}") from None
        except HTTPException as error:
            raise OSError(0, str(error)[:_LONGEST]) from None
        if len(data) > LARGEST_PAGE:
            raise OSError(0, f"> {LARGEST_PAGE} B")
        try:
            told = json.loads(data)
        except (ValueError, RecursionError):
            raise OSError(0, data[:_LONGEST].decode("utf-8", "replace")) from None
        return told if isinstance(told, dict) and isinstance(told.get("statements", []), list) else {}


def _text(error: urllib.error.HTTPError) -> str:
    try:
        return error.read(4 * _LONGEST).decode("utf-8", "replace")[:_LONGEST]
    except (OSError, HTTPException):
        return ""


def _seconds(text: str) -> float:
    return min(float(text), 600.0) if text.isascii() and text.isdigit() else 0.0
