"""What a Windows program file says of itself: its processor, and the libraries it asks Windows for (format PE, from its headers)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

AMD64 = 0x8664
_PE32_PLUS = 0x20B
_TABLES = ((1, 20, 12), (13, 32, 4))
"""Imports and delayed imports: (number of the directory, bytes of an entry, where in it the name's address stands)."""
WINDOWS = {
    "advapi32", "bcrypt", "bcryptprimitives", "cfgmgr32", "combase", "comctl32", "comdlg32", "crypt32", "dbghelp", "dwmapi", "gdi32", "hid",
    "imm32", "iphlpapi", "kernel32", "mf", "mfplat", "mfreadwrite", "msvcrt", "mswsock", "ncrypt", "netapi32", "ntdll", "ole32", "oleaut32",
    "pathcch", "powrprof", "propsys", "psapi", "rpcrt4", "rstrtmgr", "secur32", "setupapi", "shell32", "shlwapi", "ucrtbase", "user32",
    "userenv", "uxtheme", "version", "winmm", "winspool", "ws2_32", "wsock32", "xinput1_4",
}  # fmt: skip
"""Libraries that every Windows 10 and 11 has, beside those named api-ms-win-* and ext-ms-win-*."""


def machine(data: bytes) -> int:
    """The processor a program file is for; 0 for what is none."""
    if len(data) < 64 or data[:2] != b"MZ":
        return 0
    start = struct.unpack_from("<I", data, 60)[0]
    return struct.unpack_from("<H", data, start + 4)[0] if data[start : start + 4] == b"PE\0\0" else 0


def asks_for(data: bytes) -> Iterator[str]:
    """Names of the libraries a program file asks for, in small letters.  Raises struct.error or ValueError for a damaged one."""
    if not machine(data):
        return
    start = struct.unpack_from("<I", data, 60)[0]
    sections, options = struct.unpack_from("<H", data, start + 6)[0], struct.unpack_from("<H", data, start + 20)[0]
    wide = struct.unpack_from("<H", data, start + 24)[0] == _PE32_PLUS
    table = [struct.unpack_from("<8sIIII", data, start + 24 + options + 40 * n)[1:] for n in range(sections)]

    def place(address: int) -> int:
        for size, begin, length, offset in table:
            if begin <= address < begin + max(size, length):
                return int(address - begin + offset)
        raise ValueError(address)

    for number, step, field in _TABLES:
        address = struct.unpack_from("<I", data, start + 24 + (112 if wide else 96) + 8 * number)[0]
        entry = place(address) if address else 0
        while entry and (name := struct.unpack_from("<I", data, entry + field)[0]):
            begin = place(name)
            yield data[begin : data.index(b"\0", begin)].decode("ascii").lower()
            entry += step


def unmet(folder: Path) -> dict[str, str]:
    """Libraries that something in the folder asks for, and that neither the folder nor Windows has -> one file that asks."""
    files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in (".dll", ".pyd", ".exe") and path.is_file()]
    there = {path.name.lower() for path in files}
    lacking: dict[str, str] = {}
    for path in files:
        for name in asks_for(path.read_bytes()):
            known = name in there or name.startswith(("api-ms-win-", "ext-ms-win-")) or name.removesuffix(".dll") in WINDOWS
            if not known:
                lacking.setdefault(name, path.relative_to(folder).as_posix())
    return lacking
