"""A sealed run holds elsewhere: in other processes, under other hash seeds, without fused multiply-add, without this program."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from game.session.reference_scene import reference_hash
from game.session.runfile import read_run
from game.session.station import this_station
from game.session.verify import verify
from game.world import physics
from scoring.seal import PREFIX
from tests.kit import records

ROOT = Path(__file__).resolve().parent.parent
NO_FMA = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX2_Usable,-FMA_Usable,-FMA4_Usable"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory, home: Path) -> Path:
    run = records.play(records.session(tmp_path_factory.mktemp("results"), this_station(home)), records.coat_on_the_floor())
    run.close("given_up")
    return run.path


@pytest.mark.parametrize("other", [*({"PYTHONHASHSEED": str(n)} for n in range(6)), NO_FMA], ids=str)
def test_the_command_proves_it_in_a_process_of_its_own(other: dict[str, str], sealed: Path, home: Path) -> None:
    env = {**os.environ, "GRADE_A_DATA": str(home), **other}
    command = [sys.executable, "-m", "game.cli", "verify", str(sealed), "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    (row,) = json.loads(done.stdout)["runs"]
    assert [row[name]["verdict"] for name in ("sealed", "rejudged", "replayed")] == ["proved", "proved", "proved"]


def test_cloth_that_falls_otherwise_is_noticed(sealed: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard itself, seen to ring: another damping, first as a PC that computes otherwise, then as one that says it does not."""
    monkeypatch.setattr(physics, "DAMPING", 0.3)
    reference_hash.cache_clear()
    try:
        grade = verify(sealed, home).grade("replayed")
        assert (grade.verdict, grade.code) == ("not_checkable", "computer")
    finally:
        monkeypatch.undo()
        reference_hash.cache_clear()
        reference_hash()
    monkeypatch.setattr(physics, "DAMPING", 0.3)
    grade = verify(sealed, home).grade("replayed")
    assert (grade.verdict, grade.code) == ("contradicted", "differs")
    assert grade.tick
    assert grade.line == read_run(sealed).line_of(grade.tick)
    assert str(grade.tick) in grade.text("fr")


def test_openssl_alone_can_check_the_seal(sealed: Path, home: Path, tmp_path: Path) -> None:
    """What scoring.seal says of the signed message is so."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl here")
    seal = json.loads(sealed.read_bytes().splitlines()[-1])
    (tmp_path / "message").write_bytes(PREFIX + seal["prev"].encode())
    (tmp_path / "signature").write_bytes(bytes.fromhex(seal["signature"]))
    key = home / "station" / "station.pub"
    command = [openssl, "pkeyutl", "-verify", "-pubin", "-inkey", str(key), "-rawin", "-in", str(tmp_path / "message")]
    done = subprocess.run([*command, "-sigfile", str(tmp_path / "signature")], capture_output=True, text=True, check=False)
    assert "Successfully" in done.stdout, done.stderr


def test_the_program_in_the_documentation_checks_a_run(sealed: Path, tmp_path: Path) -> None:
    """docs/run-file.md, as printed: good for a good file, and for no other."""
    program = (ROOT / "docs" / "run-file.md").read_text("utf-8").split("```python\n")[1].split("```")[0]
    changed = tmp_path / "changed.run"
    changed.write_bytes(sealed.read_bytes().replace(b'"floor"', b'"shelf"', 1))
    for path, code in ((sealed, 0), (changed, 1)):
        assert subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, check=False).returncode == code
