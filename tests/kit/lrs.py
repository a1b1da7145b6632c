"""A learning record store on this PC, for tests.

`python -m tests.kit.lrs PORT FILE SEED` is one that dies again and again, at a statement that the seed draws: before it, in the middle
of it, or with all of a batch kept and no answer given.  What it has in its file it knows when it is started again."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


class Lrs:
    """A store on this PC that keeps what it is given and fails as it is told.  mood(statements) -> a status to answer instead, or 0."""

    def __init__(self, port=0, file=None):
        self.kept: dict[str, str] = {}
        self.file = file.open("ab", 0) if file else None
        self.mood = lambda statements: 0
        self.more = ""
        self.asked: list[tuple[str, dict[str, str]]] = []
        store = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                store.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                status = store.take(json.loads(body))
                self.send_response(status)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"no")

            def do_GET(self):
                body = json.dumps(store.page(self.path)).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}/xapi"

    def take(self, statements):
        """All or nothing, as xAPI-Communication 3.2 asks."""
        status = self.mood(statements)
        if status:
            return status
        said = {one["id"]: json.dumps(one, sort_keys=True) for one in statements}
        if any(self.kept.get(key, text) != text for key, text in said.items()):
            return 409
        known = all(key in self.kept for key in said)
        for key, text in said.items():
            if self.file and key not in self.kept:
                self.keep(text.encode() + b"\n")
        self.kept |= said
        return 204 if known else 200

    def keep(self, line):
        """One statement on the disk."""
        self.file.write(line)

    def page(self, path):
        """Two statements at a time, and where the next ones are."""
        start = int(path.partition("from=")[2] or 0)
        told = [json.loads(text) for text in self.kept.values()]
        more = f"/xapi/statements?from={start + 2}" if start + 2 < len(told) else ""
        return {"statements": told[start : start + 2], "more": self.more or more}

    def close(self):
        """Off the air."""
        self.server.shutdown()
        self.server.server_close()


def read(file):
    """The statements in the file of a store that was killed: id -> text; a line it could not finish is cut off."""
    data = file.read_bytes() if file.exists() else b""
    whole = data[: data.rfind(b"\n") + 1]
    if whole != data:
        file.write_bytes(whole)
    lines = whole.decode().splitlines()
    kept = {json.loads(line)["id"]: line for line in lines}
    assert len(kept) == len(lines), "kept twice"
    return kept


class Dying(Lrs):
    """Kills itself, as a power cut does, when so many statements have come; one at least is kept each time."""

    def __init__(self, port, file, dice):
        self.left, self.how = dice.randint(2, 120), dice.choice(("before", "within", "after"))
        super().__init__(port, file)

    def keep(self, line):
        self.left -= 1
        if self.left <= 0:
            self.file.write({"before": b"", "within": line[: len(line) // 2], "after": line}[self.how])
            os.kill(os.getpid(), signal.SIGKILL)
        super().keep(line)


if __name__ == "__main__":
    import resource

    hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))  # its disk is not the sender's
    kept_in = Path(sys.argv[2])
    before = read(kept_in)
    store = Dying(int(sys.argv[1]), kept_in, random.Random(f"{sys.argv[3]}/{len(before)}"))
    store.kept |= before
    store.mood = lambda statements: 0 if all("actor" in one for one in statements) else 400
    threading.Event().wait()
