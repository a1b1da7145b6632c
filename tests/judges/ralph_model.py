"""Ralph's statement model over a file of statements, in Ralph's own environment: PYTHON ralph_model.py FILE.

Prints one JSON list: of each statement what the model finds wrong, "" for nothing."""

import json
import sys
from pathlib import Path

from ralph.models.xapi.base.statements import BaseXapiStatement

told = []
for statement in json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")):
    try:
        BaseXapiStatement(**statement)
    except (ValueError, KeyError) as error:  # a missing object is told as a KeyError
        told.append(f"{type(error).__name__}: {error}")
    else:
        told.append("")
print(json.dumps(told))
