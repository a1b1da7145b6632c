"""A YAML language server over stdio, as an editor talks to it: opens texts, collects what it reports, asks for completion."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from pathlib import Path
from typing import Any

PATIENCE_S = 60.0
"""Longer than any answer takes; without one the test fails."""


class LanguageServer:
    """One server process.  home: folder with node_modules/yaml-language-server; schema: file that all texts are held against."""

    def __init__(self, home: Path, schema: Path) -> None:
        server = home / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
        self.process = subprocess.Popen(
            ["node", str(server), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.settings = {
            "yaml": {
                "validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False},
                "schemas": {schema.as_uri(): "/*.yaml"},
            }
        }  # fmt: skip
        self.inbox: queue.Queue[dict[str, Any]] = queue.Queue()
        self.reports: dict[str, list[dict[str, Any]]] = {}
        self.versions: dict[str, int] = {}
        self.asked = 0
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        self.ask(
            "initialize", {"processId": None, "rootUri": None, "capabilities": {"workspace": {"configuration": True}, "textDocument": {}}}
        )
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": self.settings})

    def close(self) -> None:
        """End the server."""
        self.process.kill()
        self.process.wait()
        self.listener.join(PATIENCE_S)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()

    # --- what an editor does ---------------------------------------------------------------------------------------------

    def faults(self, uri: str, text: str) -> list[dict[str, Any]]:
        """What the server reports of a text."""
        self._open(uri, text)
        while uri not in self.reports:
            self._serve(self.inbox.get(timeout=PATIENCE_S))
        return self.reports[uri]

    def completions(self, uri: str, text: str, line: int, column: int) -> list[str]:
        """Keys offered at a place (from 0) of a text."""
        self._open(uri, text)
        found = self.ask("textDocument/completion", self._place(uri, line, column))
        items = found.get("items", []) if isinstance(found, dict) else found or []
        return [str(item["label"]) for item in items]

    def hover(self, uri: str, line: int, column: int) -> str:
        """What is shown at a place of a text that is open."""
        found = self.ask("textDocument/hover", self._place(uri, line, column))
        contents = found.get("contents", "") if isinstance(found, dict) else ""
        return str(contents.get("value", "") if isinstance(contents, dict) else contents)

    def _place(self, uri: str, line: int, column: int) -> dict[str, Any]:
        return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}

    def _open(self, uri: str, text: str) -> None:
        self.reports.pop(uri, None)
        version = self.versions[uri] = self.versions.get(uri, 0) + 1
        if version == 1:
            self.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
        else:
            document = {"uri": uri, "version": version}
            self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    # --- the wire ----------------------------------------------------------------------------------------------------------

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """A request and its answer; what comes in between is served."""
        self.asked += 1
        number = self.asked
        self._send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        while True:
            message = self.inbox.get(timeout=PATIENCE_S)
            if message.get("id") == number and "method" not in message:
                return message.get("result")
            self._serve(message)

    def tell(self, method: str, params: dict[str, Any]) -> None:
        """A message that wants no answer."""
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def _serve(self, message: dict[str, Any]) -> None:
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self.reports[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif method == "workspace/configuration":
            result = [self.settings.get(item.get("section", ""), {}) for item in message["params"]["items"]]
            self._send({"jsonrpc": "2.0", "id": message["id"], "result": result})
        elif "id" in message and method:
            self._send({"jsonrpc": "2.0", "id": message["id"], "result": None})

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps(message).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def _listen(self) -> None:
        out = self.process.stdout
        assert out is not None
        while True:
            length = 0
            while (line := out.readline().strip()) != b"":
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                return
            self.inbox.put(json.loads(out.read(length)))
