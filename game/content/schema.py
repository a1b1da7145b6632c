"""JSON Schemas of level files for editors (those of rules and paths: `schema_rules`): completion and hover texts, one per language.

The hover texts are in the catalogue `content` ("field.<block>.<key>"); the values a key accepts beyond its form (kinds of
things, garments) come from the catalogue of kinds.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from game.content import schema_rules
from game.content.models import FORMAT, Level
from game.entities.kinds import KINDS
from game.entities.process import PLANT
from game.entities.residues import DRAWN
from game.entities.stations import STATIONS
from game.texts import LANGS, t

SNIPPETS: dict[str, dict[str, Any]] = {
    "Step": {"id": "$1", "do": "$2", "thing": "$3", "text": {"fr": "$4", "en": "$5"}},
    "Thing": {"id": "$1", "is": "$2", "at": {"x": "$3", "y": "$4"}},
    "Hazard": {"id": "$1", "kind": "$2", "at": "$3", "what": "$4", "text": {"fr": "$5", "en": "$6"}},
}
"""What an editor types in one go, the places to fill in numbered."""


def build(lang: str) -> dict[str, Any]:
    """The schema of a level file with the hover texts of one language."""
    schema = Level.model_json_schema(by_alias=True)
    schema["$schema"] = "http://json-schema.org/draft-07/schema#"
    text = json.loads(json.dumps(schema).replace("#/$defs/", "#/definitions/"))
    text["definitions"] = text.pop("$defs")
    _never_nothing(text)
    for block in (text, *text["definitions"].values()):
        _hover(block, lang)
    things = text["definitions"]["Thing"]["properties"]
    things["is"]["enum"] = list(dict.fromkeys((*KINDS, *STATIONS, *PLANT)))
    garments = [kind.id for kind in KINDS.values() if kind.family == "garment"]
    things["holds"]["enum"] = garments
    for key in ("only", "leave_out"):
        text["definitions"]["Residues"]["properties"][key]["items"]["enum"] = list(DRAWN)
    for name, body in SNIPPETS.items():
        label = t(f"content.snippet_{name.lower()}", lang)
        text["definitions"][name]["defaultSnippets"] = [{"label": label, "description": label, "body": body}]
    ordered: dict[str, Any] = {"$schema": text.pop("$schema"), **text}
    return ordered


def _never_nothing(node: Any) -> None:
    """A key that may be left out is not one that may be empty: without `null` an editor offers what belongs under it."""
    if isinstance(node, list):
        for one in node:
            _never_nothing(one)
    if not isinstance(node, dict):
        return
    for one in node.values():
        _never_nothing(one)
    choices = [one for one in node.get("anyOf", ()) if one != {"type": "null"}]
    if choices and len(choices) < len(node["anyOf"]):
        del node["anyOf"]
        node.pop("default", None)
        node.update(choices[0] if len(choices) == 1 else {"anyOf": choices})


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
    """Levels, rules and paths, one file each per language.  Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, made in (("level", build), ("rules", schema_rules.rules), ("paths", schema_rules.paths)):
        for lang in LANGS:
            path = folder / f"{name}-{FORMAT}.{lang}.schema.json"
            path.write_text(json.dumps(made(lang), ensure_ascii=False, indent=1) + "\n", "utf-8")
            written.append(path)
    return written
