"""The environment the game runs in: built on first use with nothing but the standard library, then handed over to.

`.venv` is ours when it holds a file `ready` that names the lock it was installed from and the Python it stands on.
It is built beside as `.venv-<pid>` and renamed when all is well, so a start that was killed leaves nothing that a
later start would believe in, and of two starts at once the second throws its own away.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from game.texts import LANGS, system_lang, t

MISLEADING = (
    "PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "__PYVENV_LAUNCHER__", "VIRTUAL_ENV",
    "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_PYTHON", "PIP_NO_BINARY", "PIP_DRY_RUN",
)  # fmt: skip
"""Settings that would send pip or Python elsewhere.  Index and proxy settings stay: a site may need them."""
TRIES = 20
ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""


TRY_IMPORTS = "import sys, {names}; assert getattr(sys.modules.get('pygame'), 'IS_CE', True), 'pygame stands where pygame-ce should'"


class SetupError(Exception):
    """No environment could be made.  key: what to tell the reader (cli.setup_...); values: what to fill in."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values


def start(root: str, argv: Sequence[str]) -> int:
    """Make the environment ready if it is not, and hand over to game.cli in it.  Returns the exit code (POSIX: never)."""
    top = Path(root)
    lang = asked_lang(argv)
    try:
        python = prepare(top, "all" if "test" in argv[:1] else "play", lang)
    except SetupError as error:
        print(t(f"cli.{error.key}", lang, **error.values), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 2
    command = [str(python), "-P", "-m", "game.cli", *argv]
    environ = clean_environ(os.environ) | {"PYTHONPATH": str(top)}
    if os.name == "nt":
        import subprocess

        try:
            return subprocess.call(command, env=environ)
        except KeyboardInterrupt:
            return 2
    return os.execve(command[0], command, environ)


def asked_lang(argv: Sequence[str]) -> str:
    """The language of --lang, else the system's, else French."""
    for n, word in enumerate(argv):
        following = argv[n + 1] if n + 1 < len(argv) else ""
        lang = following if word == "--lang" else word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        if lang in LANGS:
            return lang
    return system_lang()


def clean_environ(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables without those that mislead pip or Python."""
    return {name: value for name, value in environ.items() if name.upper() not in MISLEADING}


def homes_of(root: Path, kind: str) -> tuple[Path, Path]:
    """Where the environment may stand: the checkout, else (it cannot be written) the user's data folder."""
    return root, data_home() / lock_hash(root, kind)[:12]


def prepare(root: Path, kind: str, lang: str, homes: Sequence[Path] = ()) -> Path:
    """Path of the Python of a ready environment of that kind ("play" or "all"), built if there is none.  Raises SetupError."""
    homes = homes or homes_of(root, kind)
    for home in homes:
        if usable(home / ".venv", root, kind):
            return python_of(home / ".venv")
    for home in homes:
        built = home / f".venv-{os.getpid()}"
        try:
            remove(built)
            built.mkdir(parents=True)
        except OSError:
            continue
        try:
            build(built, root, kind, lang)
            return python_of(publish(built, home / ".venv", root, kind, lang))
        finally:
            remove(built)
    raise SetupError("setup_no_folder", first=homes[0], second=homes[1])


def data_home() -> Path:
    """The user's data folder: GRADE_A_DATA, else where the system keeps such things (as platformdirs has it, not yet installed here)."""
    if os.environ.get("GRADE_A_DATA"):
        return Path(os.environ["GRADE_A_DATA"]).expanduser()
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "grade-a"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "grade-a"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "grade-a"


def levels_home() -> Path:
    """The levels: GRADE_A_LEVELS (a site's own folder, with folders gowning, line_clearance, deviation), else those that came along."""
    named = os.environ.get("GRADE_A_LEVELS")
    return Path(named).expanduser() if named else ROOT / "levels"


def own_levels() -> Path:
    """Levels written on this PC where the folder of levels cannot be written: among the user's data.  Not made here."""
    return data_home() / "levels"


def level_homes() -> tuple[Path, ...]:
    """Every folder that holds levels; of two files of one name the first counts."""
    return levels_home(), own_levels()


def imports_of(root: Path, kind: str) -> list[str]:
    """What must be importable in an environment of that kind (pyproject.toml, [tool.grade-a.imports])."""
    import tomllib

    tables = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["grade-a"]["imports"]
    return [*tables["play"], *(tables["all"] if kind == "all" else ())]


def lock_of(root: Path, kind: str) -> Path:
    """The lock file of that kind."""
    return root / f"lock-{kind}.txt"


def lock_hash(root: Path, kind: str) -> str:
    """SHA-256 of the lock, line ends aside (a checkout may turn them)."""
    return hashlib.sha256(lock_of(root, kind).read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def python_of(venv: Path) -> Path:
    """The Python of an environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def base_python() -> str:
    """The Python we were started with, or the one it was made from."""
    return str(getattr(sys, "_base_executable", "") or sys.executable)


def remove(folder: Path) -> None:
    """Delete a folder of ours as far as that goes."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def mark_of(venv: Path) -> dict[str, str]:
    """What `ready` says, {} when it is missing or none of ours."""
    try:
        mark = json.loads((venv / "ready").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return mark if isinstance(mark, dict) else {}


def usable(venv: Path, root: Path, kind: str) -> bool:
    """Whether that environment is finished, of the lock in force, of that kind or more, and its Python still the one it was made on."""
    mark = mark_of(venv)
    made_as = mark.get("kind", "")
    if made_as not in (kind, "all") or mark.get("lock") != lock_hash(root, made_as):
        return False
    if mark.get("base") == base_python():
        return mark.get("python") == version_name(sys.version_info)
    asked = subprocess_output([str(python_of(venv)), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"])
    return asked.strip() == mark.get("python")


def version_name(version: tuple[object, ...]) -> str:
    """Like 3.11: what compiled packages depend on."""
    return f"{version[0]}.{version[1]}"


def subprocess_output(command: Sequence[str]) -> str:
    """Standard output of a short command, "" when it failed."""
    import subprocess

    try:
        done = subprocess.run(
            command, env=clean_environ(os.environ), capture_output=True, text=True, encoding="utf-8", errors="replace", check=False
        )
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""


def build(venv: Path, root: Path, kind: str, lang: str) -> None:
    """Install the lock into that new folder, try what it brought, and mark it ready.  Raises SetupError."""
    print(t("cli.setup_first", lang, folder=venv.parent), file=sys.stderr, flush=True)
    if run([base_python(), "-m", "venv", "--clear", "--without-pip", str(venv)], venv.parent)[0]:
        raise SetupError("setup_no_venv", python=base_python())
    install(pip_for(venv, root, base_python()), venv, lock_of(root, kind), root / "wheels", lang)
    code, said = run([str(python_of(venv)), "-c", TRY_IMPORTS.format(names=", ".join(imports_of(root, kind)))], venv)
    if code:
        raise SetupError("setup_import", said=last_lines(said))
    mark = {"lock": lock_hash(root, kind), "kind": kind, "base": base_python(), "python": version_name(sys.version_info)}
    (venv / "ready").write_text(json.dumps(mark, indent=1), encoding="utf-8")


def pip_for(venv: Path, root: Path, base: str) -> list[str]:
    """The command line of a pip that installs into that environment: Python's own, else the system's, else a wheel's."""
    python = str(python_of(venv))
    if run([python, "-m", "ensurepip", "--default-pip"], venv)[0] == 0:
        return [python, "-m", "pip"]
    system = [base, "-m", "pip", "--python", python]
    if run([*system, "--version"], venv)[0] == 0:
        return system
    wheels = sorted((root / "wheels").glob("pip-*.whl"))
    if wheels:
        return [python, str(wheels[-1] / "pip")]
    raise SetupError("setup_no_pip", python=base)


def install(pip: Sequence[str], venv: Path, lock: Path, wheels: Path, lang: str) -> None:
    """Install exactly what the lock names, each file checked against its hash.  Raises SetupError."""
    command = [*pip, "install", "--require-hashes", "--only-binary=:all:", "--no-input", "--no-user", "--disable-pip-version-check",
               "--no-warn-script-location", "--progress-bar=off", "-r", str(lock)]  # fmt: skip
    if any(not path.name.startswith("pip-") for path in wheels.glob("*.whl")):
        command += ["--no-index", "--find-links", str(wheels)]
    total = sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines())
    code, said = run(command, venv, total)
    if code:
        raise SetupError("setup_install", said=last_lines(said))


def run(command: Sequence[str], folder: Path, total: int = 0) -> tuple[int, str]:
    """Exit code and output of a command run in that folder (Python's -m looks there first); with a total, pip's progress is shown."""
    import subprocess

    environ = clean_environ(os.environ) | {"PYGAME_HIDE_SUPPORT_PROMPT": "1", "PYTHONUTF8": "1"}
    said: list[str] = []
    show = total and sys.stderr.isatty()
    try:
        process = subprocess.Popen(
            command, cwd=folder, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, encoding="utf-8", errors="replace",
        )  # fmt: skip
    except OSError as error:
        return 127, str(error)
    with process:
        for line in process.stdout or ():
            said.append(line)
            if show and line.startswith("Collecting "):
                done = sum(each.startswith("Collecting ") for each in said)
                print(f"\r  {min(done, total)}/{total}  {line.split()[1]:<40.40}", end="", file=sys.stderr, flush=True)
    if show:
        print("\r" + " " * 60, end="\r", file=sys.stderr, flush=True)
    return process.returncode, "".join(said)


def last_lines(said: str) -> str:
    """The lines of a program's output that say what went wrong."""
    lines = [line for line in said.splitlines() if line.strip()]
    return "\n".join([line for line in lines if line.lstrip().upper().startswith("ERROR")][-4:] or lines[-4:])


def publish(built: Path, target: Path, root: Path, kind: str, lang: str) -> Path:
    """Rename a finished environment to its place and return that place; what stood there and is not ours is kept aside."""
    import time

    aside = target.with_name(f".venv-old-{os.getpid()}")
    said: object = ""
    for _ in range(TRIES):
        if usable(target, root, kind):
            return target  # another start was faster; the caller throws ours away
        try:
            clear_place(target, aside, root, kind, lang)
            built.rename(target)
        except OSError as error:  # another start at the same moment, or (Windows) a game running from it
            said = error
            time.sleep(0.1)
            continue
        return target
    raise SetupError("setup_rename", folder=target, said=said)


def clear_place(target: Path, aside: Path, root: Path, kind: str, lang: str) -> None:
    """Move away what stands at the target: a stale environment of ours goes, a foreign one stays beside."""
    if not os.path.lexists(target):
        return
    target.rename(aside)
    if usable(aside, root, kind):  # a good one came between our look and our hand
        aside.rename(target)
    elif mark_of(aside):
        remove(aside)
    else:
        print(t("cli.setup_kept", lang, folder=aside), file=sys.stderr)
