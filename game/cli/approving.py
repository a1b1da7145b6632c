"""`approve`: reviewer and approver stand for a level as it is; a change to it or to its rules voids that."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from game.cli.finding import GOOD, NOT_GOOD, Trouble, level_path
from game.texts import t


def approve(args: argparse.Namespace) -> int:
    """approve LEVEL --reviewer NAME --approver NAME.  0: written; 1: the level has errors; 2: could not."""
    from game.content.diagnostic import ContentError
    from game.content.edit import EditError
    from game.session.approval import ApprovalError
    from game.session.approval import approve as write

    lang: str = args.lang
    path = level_path(args.level, lang)
    try:
        level = write(path, args.reviewer.strip(), args.approver.strip(), datetime.now(UTC).strftime("%Y-%m-%d"))
    except ContentError as error:
        raise Trouble(error.message(lang), NOT_GOOD) from error
    except (ApprovalError, EditError) as error:
        raise Trouble(error.text(lang)) from error
    except OSError as error:
        raise Trouble(t("cli.cannot_write", lang, file=path, reason=error.strerror or error)) from error
    print(t("cli.approved", lang, level=level.title.get(lang), version=level.control.version, approval=level.control.approval))
    return GOOD
