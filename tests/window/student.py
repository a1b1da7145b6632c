"""An erring student at the first level, in a real window: hands unwashed, and the coat that met the floor put on all the same."""

from __future__ import annotations

from tests.window.begun import Hands
from tests.window.kit import PATIENCE_S, Told, Window

COAT = "trial_pack.1"
LEVEL = ("play", "gowning-first", "--mode", "practice", "--seed", "7", "--trainee", "anna", "--lang", "en")


def play_badly(game: Window, *, keys: bool) -> Told:
    """From the briefing to what comes after the last door; what is told then."""
    game.scene("BriefingScene")
    if keys:
        game.key("Return")
    else:
        game.click("enter")
    game.scene("GowningScene")
    hands = Hands(game, keys)
    hands.press("phone")
    hands.press("locker")
    hands.choose("hair_b", "open_pack:hair_b:notch")
    hands.choose("hair_b.1", "take:hair_b.1:inside")
    hands.choose("hair_b.1", "put_on:hair_b.1:")
    _coat_from_the_floor(hands)
    _out(hands)
    return game.until("the run is over", lambda told: told["scene"] != "GowningScene", 2 * PATIENCE_S)


def _coat_from_the_floor(hands: Hands) -> None:
    hands.choose("trial_pack", "open_pack:trial_pack:notch")
    hands.choose(COAT, f"take:{COAT}:collar.inside")
    hands.choose(COAT, f"drop:{COAT}:")
    hands.choose(COAT, f"take:{COAT}:collar.inside")
    hands.choose(COAT, f"put_on:{COAT}:")
    hands.choose(COAT, f"fasten:{COAT}:")


def _out(hands: Hands) -> None:
    """A glance into the mirror, nothing declared; then the door, as often as it takes."""
    hands.press("mirror")
    hands.closeup("mirror")
    hands.press("back")
    for _ in range(6):
        hands.idle()
        told = hands.game.told()
        if told["scene"] != "GowningScene" or told["state"]["ended"]:
            return
        hands.press("door_in")
