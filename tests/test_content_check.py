"""The check as the command line and the workshop call it: reports, exit codes, profiles, corrections, explanations, schemas."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from game.content.check import COULD_NOT, GOOD, NOT_GOOD, check_paths
from game.content.explain import explain_code
from game.content.models import Level
from game.content.report import codes
from game.content.schema import build, write_schemas
from game.entities.kinds import KINDS
from game.entities.process import PLANT
from game.entities.stations import STATIONS
from tests.content.samples import GOOD as TEXTS
from tests.content.samples import spoiled

TOP = Path(__file__).resolve().parent.parent
FAULTY = spoiled("    into: locker", "    into: lokcer")


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def make(text, name="niveau.yaml"):
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path / name

    return make


def test_all_that_is_shipped_is_free_of_errors():
    output, code = check_paths()
    assert code == GOOD
    assert "gowning-grade-d.yaml" in output
    assert "scoring/rules/gowning.yaml" in output.replace("\\", "/")


def test_exit_codes_tell_clean_from_faulty_from_could_not(file, tmp_path):
    assert check_paths([file(TEXTS["level"])])[1] == GOOD
    assert check_paths([file(spoiled("  target: 4 min", "  target: 30 s"))])[1] == GOOD
    assert check_paths([file(FAULTY)])[1] == NOT_GOOD
    assert check_paths([tmp_path / "absent.yaml"])[1] == COULD_NOT
    empty = tmp_path / "vide"
    empty.mkdir()
    output, code = check_paths([empty])
    assert code == COULD_NOT
    assert "vide" in output


def test_the_block_is_the_one_of_the_reference(file):
    output, _ = check_paths([file(FAULTY)], "fr")
    assert output == (
        "niveau.yaml:130:11: erreur R302\u00a0: aucun objet ne s'appelle «\u00a0lokcer\u00a0»\n"
        "     |\n"
        " 130 |     into: lokcer\n"
        "     |           ^~~~~~\n"
        "     = vouliez-vous dire «\u00a0locker\u00a0»\u00a0?\n"
        "\n"
        "niveau.yaml\u00a0: 1 erreur\n"
    )
    output, _ = check_paths([file(FAULTY)], "en")
    assert output.startswith("niveau.yaml:130:11: error R302: no thing is called “lokcer”\n")


def test_the_first_line_of_a_block_is_read_by_the_task_of_an_editor(file):
    output, _ = check_paths([file(FAULTY)], "fr")
    pattern = r"^(.+):(\d+):(\d+): (erreur|attention|info|à faire|error|warning|to do) ([A-Z]\d+)\s?: (.*)$"
    assert re.match(pattern, output.split("\n")[0])


def test_a_sound_level_is_summed_up(file):
    output, _ = check_paths([file(TEXTS["level"])], "fr")
    assert output.startswith("niveau.yaml\u00a0: 5 étapes, 1 ordre correct, 2 règles, ")
    assert output.endswith("6 aléas\u00a0; 0 erreur\n")


def test_json_is_one_document_with_places_counted_from_one(file):
    output, code = check_paths([file(FAULTY)], "en", "json")
    data = json.loads(output)
    assert (code, data["counts"]["error"]) == (NOT_GOOD, 1)
    [fault] = data["files"][0]["faults"]
    assert (fault["code"], fault["line"], fault["column"], fault["severity"]) == ("R302", 130, 11, "error")
    assert fault["fix"] == "did you mean “locker”?"


def test_html_is_one_page_that_needs_nothing_else(file):
    output, _ = check_paths([file(FAULTY)], "fr", "html")
    assert output.startswith("<!doctype html>")
    assert "R302" in output
    assert "http" not in output


def test_github_lines_name_file_line_and_column(file):
    output, _ = check_paths([file(FAULTY)], "en", "github")
    assert output.startswith("::error file=niveau.yaml,line=130,col=11,endColumn=16,title=R302::no thing is called")
    assert output.count("\n") == 1


def test_a_draft_is_spared_and_a_publication_is_not(file):
    path = file(spoiled('      en: "Leave the phone"', '      en: "À_REMPLACER"'))
    assert "T404" not in check_paths([path], profile="draft")[0]
    assert check_paths([path], profile="normal")[1] == GOOD
    assert "à faire T404" in check_paths([path], profile="normal")[0]
    assert check_paths([path], profile="publication")[1] == NOT_GOOD
    unsigned = spoiled('  reviewer: "Anne Petit"\n  approver: "Paul Durand"\n  approved_on: "2025-03-14"\n', "")
    assert check_paths([file(unsigned)], profile="normal")[1] == GOOD
    assert check_paths([file(unsigned)], profile="publication")[1] == NOT_GOOD
    by_hand = spoiled('  approval: "0123456789abcdef"\n', "")
    assert check_paths([file(by_hand)], profile="publication")[1] == NOT_GOOD
    assert check_paths([file(TEXTS["level"])], profile="publication")[1] == GOOD


def test_folders_are_searched_and_rules_told_from_levels(file, tmp_path):
    file(TEXTS["level"])
    file(TEXTS["rules"].replace("GOWN-01", "TEST-01"), "regles.yml")
    output, code = check_paths([tmp_path], "en")
    assert code == GOOD
    assert "niveau.yaml" in output
    assert "regles.yml" in output


# --- corrections ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("  target: 4 min", "\ttarget: 4 min"),
        ("    do: stow", "    do:\u00a0stow"),
        ("    do: stow", "    do\u00a0: stow"),
        ("    do: stow", "    do:stow"),
        ("    into: locker", "    dans: locker"),
        ("    into: locker", "    into: lokcer"),
        ("  - guided", "  – guided"),
        ('      fr: "Déposer le téléphone"', "      fr: Déposer : le téléphone"),
        ('      fr: "Déposer le téléphone"', "      fr: 'Déposer l'appareil'"),
        ('  author: "Claire Martin"', '  author: "OpÃ©rateur Martin"'),
        ("    do: stow", "    do: sto\u200bw"),
        ("  - id: sink\n", "    id: sink\n"),
        ("  - id: sink\n", "  -id: sink\n"),
    ],
)
def test_sure_slips_are_put_right_and_the_old_text_kept(file, good, bad):
    path = file(spoiled(good, bad))
    before = path.read_bytes()
    output, code = check_paths([path], "fr", fix=True)
    assert code == GOOD, output
    assert (path.with_name("niveau.yaml.bak")).read_bytes() == before
    assert output.startswith("--- niveau.yaml")
    lines = path.read_text("utf-8").split("\n")
    changed = [line for line, other in zip(lines, spoiled(good, bad).split("\n"), strict=True) if line != other]
    assert len(changed) == 1, "nothing else is touched"


def test_several_slips_are_put_right_in_one_go(file):
    text = (
        TEXTS["level"]
        .replace("    do: stow", "\t\tdo:\u00a0stow")
        .replace("steps:", "étapes:")
        .replace("    into: locker", "    dans: lokcer")
    )
    path = file(text.replace("\n", "\r\n").encode("cp1252"))
    output, code = check_paths([path], "en", fix=True)
    assert code == GOOD, output
    assert path.read_bytes().decode("utf-8") == TEXTS["level"].replace("\n", "\r\n").replace("\t\t", "    ")


def test_a_correction_leaves_every_other_byte_of_a_file_of_mixed_make(file):
    text = "\ufeff" + TEXTS["level"].replace("\n", "\r\n", 30) + "# fin sans retour"
    path = file(text.replace("    do: stow", "    do:\u00a0stow"))
    assert check_paths([path], "fr", fix=True)[1] == GOOD
    assert path.read_bytes() == text.encode()


def test_what_is_not_sure_is_left_alone(file):
    path = file(spoiled("    into: locker", "    into: vestiaire"))
    before = path.read_bytes()
    assert check_paths([path], fix=True)[1] == NOT_GOOD
    assert path.read_bytes() == before
    assert not path.with_name("niveau.yaml.bak").exists()


def test_a_correction_that_cannot_be_saved_is_told_and_nothing_is_lost(file, monkeypatch):
    path = file(FAULTY)

    def refuse(self, data):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    output, code = check_paths([path], "fr", fix=True)
    assert code == NOT_GOOD
    assert "Permission denied" in output
    assert path.read_bytes().decode() == FAULTY


# --- explanations and schemas --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_code_can_be_explained(lang):
    for code in codes():
        output, status = explain_code(code.lower(), lang)
        assert status == GOOD
        assert output.startswith(code)
        assert not re.search(r"\{\w+\}", output)
    listed, _ = explain_code("", lang)
    assert all(code in listed for code in codes())


def test_an_unknown_code_names_its_neighbours():
    output, status = explain_code("R320")
    assert status == COULD_NOT
    assert "R302" in output


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_schema_hovers_over_every_key_in_that_language(lang):
    schema = build(lang)
    blocks = [schema, *schema["definitions"].values()]
    shapes = [
        shape for block in blocks for shape in (block, *block.get("anyOf", ())) if shape.get("type") == "object" and "properties" in shape
    ]
    assert len(shapes) == 18
    for shape in shapes:
        assert shape["additionalProperties"] is False
        for key, value in shape["properties"].items():
            assert value["markdownDescription"], key
    assert "pydantic" not in json.dumps(schema)
    assert '"null"' not in json.dumps(schema), "what may be left out may not be empty"
    assert {"Step", "Thing", "Hazard"} <= {name for name, block in schema["definitions"].items() if "defaultSnippets" in block}


def test_the_two_schemas_differ_in_words_only(tmp_path):
    written = write_schemas(tmp_path / "schema")
    assert [path.name for path in written] == [
        f"{name}-1.{lang}.schema.json" for name in ("level", "rules", "paths") for lang in ("fr", "en")
    ]

    def bare(value):
        if isinstance(value, dict):
            return {key: bare(one) for key, one in value.items() if key not in ("description", "markdownDescription", "label")}
        return [bare(one) for one in value] if isinstance(value, list) else value

    read = [json.loads(path.read_text("utf-8")) for path in written]
    for fr, en in zip(read[::2], read[1::2], strict=True):
        assert fr != en
        assert bare(fr) == bare(en)
    fr = read[0]
    assert fr["definitions"]["Thing"]["properties"]["is"]["enum"] == list(dict.fromkeys((*KINDS, *STATIONS, *PLANT)))
    assert set(fr["properties"]) == set(Level.model_json_schema()["properties"])


def test_levels_are_read_without_loading_what_draws_or_simulates():
    heavy = ("pygame", "pymunk", "pydantic", "numpy")
    code = f"import sys; from game.content import load_level; bad = [m for m in {heavy!r} if m in sys.modules]; assert not bad, bad"
    subprocess.run([sys.executable, "-c", code], cwd=TOP, check=True)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_hover_texts_name_every_word_that_may_stand_there(lang):
    from game.content import shape
    from game.texts import t

    for key, path in (("level.kind", ("kind",)), ("step.do", ("steps", 0, "do")), ("hazard.kind", ("hazards", "pool", 0, "kind"))):
        said = t(f"content.field.{key}", lang)
        assert [word for word in shape.allowed_words(Level, path) if word not in said] == []
