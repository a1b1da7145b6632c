"""JSON Schemas of the level file for editors: completion and hover texts, one schema per language.

The hover texts are in the catalogue `content` ("field.<block>.<key>"); the values a key accepts beyond its form (kinds of
things, garments) come from the catalogue of kinds.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from game.content.models import FORMAT, Level
from game.entities.kinds import KINDS
from game.entities.process import PLANT
from game.entities.residues import DRAWN
from game.entities.stations import STATIONS
from game.texts import LANGS, t


def build(lang: str) -> dict[str, Any]:
    """The schema of a level file with the hover texts of one language."""
    schema = Level.model_json_schema(by_alias=True)
    schema["$schema"] = "http://json-schema.org/draft-07/schema#"
    text = json.loads(json.dumps(schema).replace("#/$defs/", "#/definitions/"))
    text["definitions"] = text.pop("$defs")
    for block in (text, *text["definitions"].values()):
        _hover(block, lang)
    things = text["definitions"]["Thing"]["properties"]
    things["is"]["enum"] = list(dict.fromkeys((*KINDS, *STATIONS, *PLANT)))
    garments = [kind.id for kind in KINDS.values() if kind.family == "garment"]
    things["holds"]["enum"] = garments
    for key in ("only", "leave_out"):
        text["definitions"]["Residues"]["properties"][key]["items"]["enum"] = list(DRAWN)
    ordered: dict[str, Any] = {"$schema": text.pop("$schema"), **text}
    return ordered


def _hover(block: dict[str, Any], lang: str) -> None:
    """Put our texts in the place of pydantic's: titles go, descriptions are ours."""
    shapes = [block, *block.get("anyOf", ())]
    name = next((str(shape["title"]) for shape in shapes if shape.get("type") == "object" and "title" in shape), "").lower()
    for shape in shapes:
        shape.pop("title", None)
        shape.pop("description", None)
        if shape.get("type") != "object" or not name:
            continue
        shape["markdownDescription"] = shape["description"] = t(f"content.field.{name}", lang)
        for key, value in shape.get("properties", {}).items():
            _untitled(value)
            if "$ref" in value:
                # Draft 7 editors ignore what stands beside a reference.
                value["allOf"] = [{"$ref": value.pop("$ref")}]
            value["markdownDescription"] = value["description"] = t(f"content.field.{name}.{key}", lang)


def _untitled(value: Any) -> None:
    if isinstance(value, dict):
        value.pop("title", None)
        for one in value.values():
            _untitled(one)
    elif isinstance(value, list):
        for one in value:
            _untitled(one)


def write_schemas(folder: Path) -> list[Path]:
    """One file per language.  Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for lang in LANGS:
        path = folder / f"level-{FORMAT}.{lang}.schema.json"
        path.write_text(json.dumps(build(lang), ensure_ascii=False, indent=1) + "\n", "utf-8")
        written.append(path)
    return written
