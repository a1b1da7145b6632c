"""A learning record store on this PC, for tests."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Lrs:
    """A store on this PC that keeps what it is given and fails as it is told.  mood(statements) -> a status to answer instead, or 0."""

    def __init__(self):
        self.kept: dict[str, str] = {}
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

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
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
        self.kept |= said
        return 204 if known else 200

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
