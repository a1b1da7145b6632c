"""Document control: what this level is called, and who stands for it."""

from __future__ import annotations

from pathlib import PurePath

from game.content.lint.view import SCENES, View

_SIGNED = ("reviewer", "approver", "approved_on", "approval")
"""What `approve` writes, the fingerprint last: names without it are no approval."""


class Named:
    """R316 a level in its folder whose id is not the name of its file: a copy that kept the name of the other."""

    def run(self, view: View) -> None:
        path, name = PurePath(view.tree.source.file.replace("\\", "/")), view.top.word("id")
        if name and path.parent.name in SCENES and path.stem != name:
            view.say("R316", ("id",), name=name, stem=path.stem)


class Approval:
    """V802 not approved (assessment stays closed), V803 half approved, V804 written and approved by one person."""

    def run(self, view: View) -> None:
        control = view.block("control")
        if not control.data:
            return
        there = [key for key in _SIGNED if control.word(key)]
        missing = ", ".join(key for key in _SIGNED if key not in there)
        if not there or missing == "approval":
            view.say("V802", ("control",), "key", fix="hand" if there else "", missing=missing)
        elif missing:
            view.say("V803", ("control",), "key", missing=missing)
        author, approver = control.word("author"), control.word("approver")
        if author and author == approver:
            view.say("V804", ("control", "approver"), name=author)
