"""Every message an instructor can get: generated from its own file of samples, in both languages."""

import re

import pytest

from game.content.report import FOLDER, block, blocks, codes, definition, severity_of, tell
from tests.content.samples import GOOD, also, faults_of, samples

SAMPLES = list(samples())
LANGS = ("fr", "en")
JARGON = re.compile(r"\b(mapping|scalar|token|node|schema|parser?|string|integer|boolean|float|null|sequence)\b", re.IGNORECASE)


@pytest.mark.parametrize("where", ["level", "line", "deviation", "rules", "site", "paths"])
def test_the_sound_text_has_nothing_to_report(where):
    assert faults_of(GOOD[where], where) == ()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_each_bad_sample_yields_its_code_alone_on_its_line(sample):
    faults = sample.faults()
    n = int(sample.name.rpartition("-")[2]) - 1
    assert sorted(fault.code for fault in faults) == sorted([sample.code, *also(sample.code, n)])
    assert sample.line in [fault.span.line + 1 for fault in faults if fault.code == sample.code]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_each_message_says_where_what_and_what_to_do(sample, lang):
    fault = next(fault for fault in sample.faults() if fault.code == sample.code)
    told = tell(fault, lang)
    text = block(told, lang)
    first, *rest = text.split("\n")
    assert re.match(r"(?:site/)?x\.yaml:\d+:\d+: (erreur|attention|info|à faire|error|warning|to do) [A-Z]\d+\u00a0?: \S", first)
    assert not re.search(r"\{\w+\}", told.sentence + told.fix), "a value is missing"
    assert "«\u00a0\u00a0»" not in told.sentence + told.fix
    assert "“”" not in told.sentence + told.fix
    assert "  " not in told.sentence
    assert "  " not in told.fix
    carets = next(line for line in rest if re.fullmatch(r" *\| *\^~*", line))
    shown = rest[rest.index(carets) - 1]
    assert carets.index("^") < len(shown), "the carets point at something"
    assert rest[-1].lstrip().startswith("= ")


@pytest.mark.parametrize("code", codes())
def test_each_code_is_explained_in_both_languages_without_jargon(code):
    data = definition(code)
    assert data["code"] == code
    assert data["severity"] in ("error", "warning", "info", "todo")
    assert list(data["fr"]["fixes"]) == list(data["en"]["fixes"])
    assert data["samples"] or data["made_by"]
    for lang in LANGS:
        texts = data[lang]
        words = " ".join([texts["title"], texts["says"], texts["means"], *texts["fixes"].values()])
        assert not JARGON.search(words), JARGON.search(words)
        assert set(re.findall(r"\{\w+\}", texts["says"])) == set(re.findall(r"\{\w+\}", data["fr"]["says"])) or code == "R305"


@pytest.mark.parametrize("code", codes())
def test_french_texts_have_french_spaces(code):
    texts = definition(code)["fr"]
    for text in (texts["title"], texts["says"], texts["means"], *texts["fixes"].values()):
        assert not re.search(r"[^\u00a0\u202f][;!?](\s|$)", text.replace(" ?:", "")), text
        assert not re.search(r"«[^\u00a0]|[^\u00a0]»", text), text
        assert not re.search(r" [:;!?](\s|$)", text), text


def test_codes_made_elsewhere_name_tests_that_exist():
    for code in codes():
        made = definition(code).get("made_by")
        if made:
            path = FOLDER.parent.parent.parent / "tests" / f"{made}.py"
            assert f'"{code}"' in path.read_text("utf-8"), (code, made)


def test_at_most_twenty_faults_of_a_file_are_shown_and_the_rest_counted():
    text = GOOD["level"].replace('en: "', 'ne: "')
    faults = faults_of(text)
    assert len(faults) > 20
    shown = blocks(faults, "fr")
    assert shown.count("erreur S201") == 20
    assert f"{len(faults) - 20} autres" in shown


def test_no_code_is_without_an_error_level_that_keeps_a_broken_level_from_being_played():
    for sample in SAMPLES:
        hard = any(severity_of(fault) == "error" for fault in sample.faults())
        assert hard == (definition(sample.code)["severity"] == "error")
