"""Checkers of source text: what scored code must not do, and how long things may be.  Used by test_contract.py."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

BANNED_MODULES = {
    "time": "nothing below app reads a clock",
    "datetime": "nothing below app reads a clock",
    "secrets": "draws are named",
    "uuid": "draws are named",
    "statistics": "its sums differ between versions",
    "numpy": "its exp, sin and power depend on the processor; world needs none so far",
}
GOOD_MATH = {"sqrt", "isqrt", "inf", "isfinite", "isnan"}
GOOD_RANDOM = {"Random"}
BANNED_CALLS = {
    "sum": "adds floats differently in 3.11 and 3.12: add in a loop",
    "pow": "depends on the C library: multiply",
    "hash": "differs from process to process",
    "id": "differs from process to process",
}
SET_MAKERS = {"set", "frozenset", ".union", ".intersection", ".difference", ".symmetric_difference"}
WALKERS = {"list", "tuple", "iter", "enumerate", ".join", "dict", "zip", "map", "next", "filter", "reversed"}
ORDERLESS = {"sorted", "len", "any", "all", "min", "max", "set", "frozenset", "bool"}
"""Calls whose result does not depend on the order of a set of plain values."""


def bans(source: str, name: str = "snippet") -> list[str]:
    """What that source does that makes a run differ between two PCs, as "name:line what"."""
    tree = ast.parse(source)
    attributes = _attributes_of_sets(tree)
    found = [*_imports(tree), *_arithmetic(tree)]
    for scope in _scopes(tree):
        found += _set_walks(scope, attributes | _locals_of_sets(scope))
    return [f"{name}:{node.lineno} {what}" for node, what in sorted(found, key=lambda pair: pair[0].lineno)]


def _imports(tree: ast.AST) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name.split(".")[0] for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = (node.module or "").split(".")[0]
            names = [module]
            good = {"math": GOOD_MATH, "random": GOOD_RANDOM}.get(module)
            if good is not None:
                yield from ((node, f"{module}.{alias.name}") for alias in node.names if alias.name not in good)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            good = {"math": GOOD_MATH, "random": GOOD_RANDOM}.get(node.value.id)
            if good is not None and node.attr not in good:
                yield node, f"{node.value.id}.{node.attr}"
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((node, f"{name}: {BANNED_MODULES[name]}") for name in names if name in BANNED_MODULES)


def _arithmetic(tree: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BANNED_CALLS:
            yield node, f"{node.func.id}(): {BANNED_CALLS[node.func.id]}"
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and not (_whole(node.left) and _whole(node.right)):
            yield node, "** on floats: depends on the C library: multiply"
        elif isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Pow):
            yield node, "**= on floats: depends on the C library: multiply"


def _whole(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int)


def _scopes(tree: ast.Module) -> Iterator[ast.Module | ast.FunctionDef]:
    yield tree
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _inside(scope: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a scope, without those of the functions in it."""
    for node in ast.iter_child_nodes(scope):
        yield node
        if not isinstance(node, ast.FunctionDef):
            yield from _inside(node)


def _attributes_of_sets(tree: ast.Module) -> set[str]:
    """Attributes that the file declares or makes as sets: self.held: set[str], and the fields of classes."""
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Attribute) and _declares_set(node.annotation):
            names.add(node.target.attr)
        elif isinstance(node, ast.Assign) and _is_set(node.value, set()):
            names |= {target.attr for target in node.targets if isinstance(target, ast.Attribute)}
        elif isinstance(node, ast.ClassDef):
            fields = (each for each in node.body if isinstance(each, ast.AnnAssign) and _declares_set(each.annotation))
            names |= {each.target.id for each in fields if isinstance(each.target, ast.Name)}
    return {f".{name}" for name in names}


def _locals_of_sets(scope: ast.AST) -> set[str]:
    names = set()
    for node in _inside(scope):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and _declares_set(node.annotation):
            names.add(node.target.id)
        elif isinstance(node, ast.arg) and node.annotation is not None and _declares_set(node.annotation):
            names.add(node.arg)
        elif isinstance(node, ast.Assign) and _is_set(node.value, set()):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


def _declares_set(annotation: ast.expr) -> bool:
    base = annotation.value if isinstance(annotation, ast.Subscript) else annotation
    return isinstance(base, ast.Name) and base.id in {"set", "frozenset", "AbstractSet", "MutableSet"}


def _last_name(node: ast.expr) -> str:
    """name, or .attribute"""
    return node.id if isinstance(node, ast.Name) else f".{node.attr}" if isinstance(node, ast.Attribute) else ""


def _is_set(node: ast.expr, names: set[str]) -> bool:
    if isinstance(node, ast.Set | ast.SetComp):
        return True
    if isinstance(node, ast.Call):
        return _last_name(node.func) in SET_MAKERS
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr | ast.BitXor | ast.Sub):
        return any(_is_set(side, names) or _is_keys(side) for side in (node.left, node.right))
    return _last_name(node) in names


def _is_keys(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "keys"


def _set_walks(scope: ast.AST, names: set[str]) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    nodes = list(_inside(scope))
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    harmless = {argument for call in calls if _last_name(call.func) in ORDERLESS for argument in call.args}
    walked = [node.iter for node in nodes if isinstance(node, ast.For)]
    walked += [node.value for node in nodes if isinstance(node, ast.Starred) and isinstance(node.ctx, ast.Load)]
    for node in nodes:
        if isinstance(node, ast.ListComp | ast.GeneratorExp | ast.DictComp) and node not in harmless:
            walked += [generator.iter for generator in node.generators]
    for call in calls:
        if _last_name(call.func) in WALKERS:
            walked += call.args
        elif isinstance(call.func, ast.Attribute) and call.func.attr == "pop" and not call.args:
            walked.append(call.func.value)
    yield from ((each, "a set walked: its order is that of hashes; use sorted()") for each in walked if _is_set(each, names))


def too_long(source: str, name: str, file_limit: int, function_limit: int) -> list[str]:
    """Files and functions over their limit, in lines."""
    lines = source.count("\n")
    found = [f"{name} has {lines} lines"] if lines > file_limit else []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            if length > function_limit:
                found.append(f"{name}:{node.lineno} {node.name} has {length} lines")
    return found


def foreign_imports(source: str, name: str, allowed: set[str]) -> list[str]:
    """Imports of anything but the standard library and what is allowed."""
    import sys

    found = []
    for node in ast.walk(ast.parse(source)):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            modules = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)] if node.module == "game" else [node.module]
        for module in modules:
            if module == "game" or any(module == good or module.startswith(good + ".") for good in allowed):
                continue
            if module.split(".")[0] not in sys.stdlib_module_names:
                found.append(f"{name}:{node.lineno} {module}")
    return found


def python_files(*folders: Path) -> list[Path]:
    """Every Python file below those folders."""
    return sorted(path for folder in folders for path in folder.rglob("*.py"))
