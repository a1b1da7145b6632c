"""Document control: who stands for this level."""

from __future__ import annotations

from game.content.lint.view import View

_SIGNED = ("reviewer", "approver", "approved_on", "approval")
"""What `approve` writes, the fingerprint last: names without it are no approval."""


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
