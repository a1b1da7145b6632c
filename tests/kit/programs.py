"""Windows program files as small as they can be: a head, and the libraries they ask for."""

from __future__ import annotations

import struct
import zipfile

AMD64, I386 = 0x8664, 0x14C


def program(*libraries: str, machine: int = AMD64) -> bytes:
    """A PE32+ file whose table of imports names those libraries."""
    begin, address = 0x400, 0x1000
    table, names = b"", b""
    place = address + 20 * (len(libraries) + 1)
    for name in libraries:
        table += struct.pack("<IIIII", 0, 0, 0, place + len(names), 0)
        names += name.encode() + b"\0"
    body = table + bytes(20) + names
    head = b"MZ" + bytes(58) + struct.pack("<I", 64)
    coff = b"PE\0\0" + struct.pack("<HHIIIHH", machine, 1, 0, 0, 0, 240, 0)
    directories = struct.pack("<II", 0, 0) + struct.pack("<II", address if libraries else 0, len(table)) + bytes(8 * 14)
    options = struct.pack("<H", 0x20B) + bytes(110) + directories
    section = b".rdata\0\0" + struct.pack("<IIII", len(body), address, len(body), begin) + bytes(16)
    whole = head + coff + options + section
    return whole + bytes(begin - len(whole)) + body


def embeddable(path, minor=13, machine=AMD64, without=()):
    """A stand-in for the embeddable package of the Python project: its files by name, none of them able to run."""
    files = {
        "python.exe": program(f"python3{minor}.dll", "kernel32.dll", machine=machine),
        "pythonw.exe": program(f"python3{minor}.dll", "user32.dll", machine=machine),
        "python3.dll": program(machine=machine),
        f"python3{minor}.dll": program("vcruntime140.dll", "api-ms-win-crt-runtime-l1-1-0.dll", machine=machine),
        "vcruntime140.dll": program(machine=machine),
        "vcruntime140_1.dll": program(machine=machine),
        f"python3{minor}.zip": b"PK\5\6" + bytes(18),
        f"python3{minor}._pth": f"python3{minor}.zip\r\n.\r\n\r\n#import site\r\n".encode(),
        "LICENSE.txt": b"the licence of Python",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            if name not in without:
                archive.writestr(name, data)
    return path
