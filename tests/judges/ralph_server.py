"""Ralph's server on this PC over a file, in Ralph's own environment: PYTHON ralph_server.py FOLDER PORT USER PASSWORD."""

import json
import os
import sys
from pathlib import Path

import bcrypt

folder, port, user, password = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
(folder / "app").mkdir(parents=True, exist_ok=True)
(folder / "data").mkdir(exist_ok=True)
agent = {"objectType": "Agent", "account": {"name": user, "homePage": "https://formation.exemple.fr/stations"}}
known = {"username": user, "hash": bcrypt.hashpw(password.encode(), bcrypt.gensalt(4)).decode(), "agent": agent, "scopes": ["all"]}
(folder / "app" / "auth.json").write_text(json.dumps([known]), encoding="utf-8")
os.environ |= {
    "RALPH_APP_DIR": str(folder / "app"),
    "RALPH_RUNSERVER_BACKEND": "fs",
    "RALPH_RUNSERVER_AUTH_BACKENDS": "basic",
    "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder / "data"),
    "RALPH_BACKENDS__LRS__FS__DEFAULT_LRS_FILE": "statements.jsonl",
}

import uvicorn  # noqa: E402 - Ralph reads the environment when it is imported
from ralph.backends.data.base import BaseOperationType  # noqa: E402
from ralph.backends.lrs.fs import FSLRSBackend  # noqa: E402

# Its file system back end (5.1.0) takes one POST only and rewrites a history at each: both are put right from outside.
FSLRSBackend.default_operation_type = BaseOperationType.APPEND
FSLRSBackend.append_to_history = lambda self, event: None

from ralph.api import app  # noqa: E402

uvicorn.run(app, host="127.0.0.1", port=port, workers=1, log_level="warning")
