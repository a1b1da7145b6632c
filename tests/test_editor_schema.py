"""Our schema in an editor: no false alarm on shipped levels, every key offered, hover texts.  Needs node and yaml-language-server."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from pydantic import BaseModel

from game.content import shape
from game.content.models import Level
from game.content.rules import catalogue_paths
from game.content.schema import write_schemas
from scoring.language import PATTERNS
from tests.content.samples import GOOD
from tests.kit.language_server import LanguageServer
from tests.test_content_levels import SHIPPED

HOME = Path(os.environ.get("GRADE_A_YAML_SERVER", ""))
pytestmark = [
    pytest.mark.skipif(not shutil.which("node"), reason="node is not installed: the editor's server cannot run"),
    pytest.mark.skipif(
        not (HOME / "node_modules" / "yaml-language-server").is_dir(),
        reason="GRADE_A_YAML_SERVER names no folder with yaml-language-server (npm install --prefix DIR yaml-language-server)",
    ),
]


def talking(tmp_path_factory, name, lang):
    folder = tmp_path_factory.mktemp("schema")
    write_schemas(folder)
    running = LanguageServer(HOME, folder / f"{name}-1.{lang}.schema.json")
    running.lang = lang
    yield running
    running.close()


@pytest.fixture(scope="module", params=["fr", "en"])
def server(request, tmp_path_factory):
    yield from talking(tmp_path_factory, "level", request.param)


@pytest.fixture(scope="module")
def rules_server(tmp_path_factory):
    yield from talking(tmp_path_factory, "rules", "fr")


@pytest.fixture(scope="module")
def paths_server(tmp_path_factory):
    yield from talking(tmp_path_factory, "paths", "fr")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_false_alarm_on_a_shipped_level(server, path):
    assert server.faults(f"file:///{path.name}", path.read_text("utf-8")) == []


def test_a_misspelt_key_is_marked(server):
    faults = server.faults("file:///wrong.yaml", GOOD["level"].replace("    into: locker", "    inot: locker"))
    assert [fault["range"]["start"]["line"] for fault in faults]


def blocks():
    """(a text with an empty line where one key more may stand, line, column, keys that have to be offered) of every block."""
    seen: dict[type[BaseModel], tuple[str, int]] = {}

    def walk(model, text, margin):
        if model in seen:
            return
        seen[model] = (text, margin)
        for key, annotation in shape.fields(model).items():
            for inner in shape.inner_models(annotation):
                many = "list[" in str(annotation)
                # Behind its dash the first key of an entry needs no margin.
                head = f"{text}{'' if text.endswith('- ') else ' ' * margin}{key}:\n"
                if many:
                    walk(inner, head + " " * (margin + 2) + "- ", margin + 4)
                else:
                    walk(inner, head + " " * (margin + 2), margin + 2)

    walk(Level, "", 0)
    return [pytest.param(model, text, margin, id=model.__name__) for model, (text, margin) in seen.items()]


@pytest.mark.parametrize(("model", "text", "margin"), blocks())
def test_every_key_of_a_block_is_offered(server, model, text, margin):
    body = text.split("\n")
    offered = server.completions("file:///new.yaml", text, len(body) - 1, len(body[-1]))
    assert set(shape.fields(model)) <= set(offered)


def test_a_key_explains_itself_in_the_language_of_the_schema(server):
    text = GOOD["level"]
    assert server.faults("file:///hover.yaml", text) == []
    line = text[: text.index("\nsteps:") + 1].count("\n")
    shown = server.hover("file:///hover.yaml", line, 2)
    assert ("Étapes" in shown) == (server.lang == "fr")
    assert shown


@pytest.mark.parametrize("path", catalogue_paths(), ids=lambda path: path.stem)
def test_no_false_alarm_on_shipped_rules(rules_server, path):
    assert rules_server.faults(f"file:///{path.name}", path.read_text("utf-8")) == []


def test_a_rule_is_offered_its_patterns_and_an_event_its_fields(rules_server):
    text = 'format: 1\nversion: "1"\ndocuments: {}\nrules:\n  - id: SITE-01\n    checks:\n      - id: a\n        '
    assert set(PATTERNS) <= set(rules_server.completions("file:///site.yaml", text, 7, 8))
    text += "forbid:\n          event: worn\n          where:\n            "
    offered = rules_server.completions("file:///site.yaml", text, 10, 12)
    assert "slot" in offered
    assert "wet_ticks" not in offered


def test_a_misspelt_field_of_an_event_is_marked(rules_server):
    text = next(path for path in catalogue_paths() if path.stem == "gants").read_text("utf-8")
    faults = rules_server.faults("file:///gants.yaml", text.replace("              ok: true", "              okay: true", 1))
    assert faults
    assert text.split("\n")[faults[0]["range"]["start"]["line"]].strip() == "ok: true"


def test_no_false_alarm_on_the_shipped_paths_and_a_wrong_mode_is_marked(paths_server):
    text = Path("levels/paths.yaml").read_text("utf-8")
    assert paths_server.faults("file:///paths.yaml", text) == []
    assert paths_server.faults("file:///paths.yaml", text.replace("        mode: guided", "        mode: guide", 1))
