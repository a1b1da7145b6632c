"""Opening the window from the command line: the settings, what the command says over them, and the first scene."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.finding import GOOD, Trouble, load, mutation_named, seed_of
from game.texts import t

if TYPE_CHECKING:
    from game.scenes.base import Context, Scene
    from game.view.screen import Screen
    from game.view.settings import Loaded

FIRST_LEVEL = "gowning-first"

HAND_OVER_S = 20.0
"""So long a closed game waits for the share."""


def open_game(args: argparse.Namespace, first: Callable[[Context, Loaded], Scene]) -> int:
    """The window, from that scene until the last one leaves."""
    from game.session.pseudonyms import good_code
    from game.view import settings as kept

    path = kept.default_path()
    loaded = kept.load(path)
    chosen = loaded.settings
    chosen.lang = args.asked_lang or chosen.lang
    chosen.text_percent = args.scale or chosen.text_percent
    if args.trainee is not None:
        if good_code(args.trainee):
            raise Trouble(t(good_code(args.trainee), args.lang))
        chosen.trainee = args.trainee
    from game import app
    from game.view.screen import NoDisplay

    try:
        code = app.run(lambda ctx: first(ctx, loaded), chosen, settings_path=path, results=args.results, windowed=args.windowed)
    except NoDisplay:
        raise Trouble(t("cli.no_display", args.lang, level=args.level or FIRST_LEVEL)) from None
    _hand_over(args)
    return code


def _hand_over(args: argparse.Namespace) -> None:
    """Finished runs to the site's share once the window is gone; a share that hangs keeps nobody at the PC: what waits goes next time."""
    from threading import Thread

    from game.session.place import deliver

    worker = Thread(target=deliver, args=(args.results,), daemon=True)
    worker.start()
    worker.join(HAND_OVER_S)


def title(args: argparse.Namespace) -> int:
    """The game, from its first screen."""

    def first(ctx: Context, loaded: Loaded) -> Scene:
        if loaded.settings.welcomed and args.trainee is None and (len(loaded.settings.people) > 1 or ctx.site_list.names):
            from game.scenes.person import PersonScene

            return PersonScene()
        if loaded.settings.welcomed:
            from game.scenes.title import TitleScene

            return TitleScene()
        from game.scenes.welcome import WelcomeScene

        return WelcomeScene(loaded.problem)

    return open_game(args, first)


def play(args: argparse.Namespace, level: Path) -> int:
    """One level, from its briefing."""

    def first(ctx: Context, _: Loaded) -> Scene:
        from game.scenes.assessment import AssessmentScene
        from game.scenes.briefing import BriefingScene

        if args.mode == "assessment":  # opened by the trainer's code, and by nothing else
            return AssessmentScene()
        ctx.trial = args.trainee is None and args.results is None and not ctx.settings.trainee
        return BriefingScene(str(level), args.mode or "", args.seed)

    return open_game(args, first)


def demo(args: argparse.Namespace) -> int:
    """The expert in the room, or a mutant."""
    level, seed = load(args.level, args.lang), seed_of(args)

    def first(_: Context, __: Loaded) -> Scene:
        from game.content.rules import load_rulebook
        from game.scenes.library import room
        from game.session.expert import Expert
        from game.session.faults import RunError
        from game.session.session import Session

        rulebook = load_rulebook()
        mutation = mutation_named(args.mutant, level, rulebook, seed, args.lang) if args.mutant else None
        origin = "mutant" if mutation else "expert"
        try:
            session = Session(level, rulebook, seed, "discover", origin, args.results, lang=args.lang, mutant=args.mutant or "")
        except RunError as error:
            raise Trouble(error.text(args.lang)) from error
        return room(session, Expert(level, mutation))

    return open_game(args, first)


def replay(args: argparse.Namespace, tick: int) -> int:
    """A run as a film."""

    def first(_: Context, __: Loaded) -> Scene:
        from game.scenes.library import replay_scene

        return replay_scene(args.file, tick)

    return open_game(args, first)


def first_frame(args: argparse.Namespace) -> int:
    """The title up to its first frame, and away at once: what `bench start` measures in a process of its own."""
    from game import app

    show = app.first_frame

    def show_and_leave(screen: Screen) -> None:
        show(screen)
        os._exit(GOOD)

    app.first_frame = show_and_leave
    args.windowed = True
    return title(args)
