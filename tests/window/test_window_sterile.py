"""Sterile dressing in a real window of 1280 x 720: the hand does it on the picture, and the run file tells of it."""

import pytest

from tests.window.begun import Hands, go_on, happened, leave

BY = pytest.mark.parametrize("keys", [False, True], ids=["mouse", "keyboard"])


def looked(seen):
    return seen.has("gloves_in_a") and seen.thing("gloves_in_a").looked


def gathered(seen):
    return seen.has("coverall_a.1") and seen.thing("coverall_a.1").where.startswith("hand:")


def closed(game):
    """The window is closed in a run: the first time it asks, the second time it goes."""
    game.cross()
    game.scene("LeavingScene")
    game.close()


@BY
def test_gloves_come_out_of_their_pack_by_cuff_and_fold(play, tmp_path, keys):
    """The first by the inside of its cuff, the hand in it; the second with gloved fingers under the fold."""
    path = leave(tmp_path, "gowning-grade-b", looked)
    game = go_on(play)
    told = game.told()
    assert told["window"] == [1280, 720]
    hands = Hands(game, keys)

    hands.choose("gloves_in_a", "open_pack:gloves_in_a:notch")
    hands.closeup("gloves")
    hands.press("spot:cuff.gloves_in_a.1")
    hands.press("spot:fingers.gloves_in_a.1")  # over the hand now: any part of it is where the hand goes in
    hands.press("spot:fold.gloves_in_a.2")
    hands.press("spot:fingers.gloves_in_a.2")
    hands.idle()
    closed(game)

    start = told["state"]["tick"]
    gripped = [(e["thing"], e["anchor"]) for e in happened(path, "Gripped", start) if e["kind"] == "glove"]
    assert gripped == [("gloves_in_a.1", "cuff"), ("gloves_in_a.2", "fold")]
    threaded = [(e["thing"], e["opening"]) for e in happened(path, "Threaded", start)]
    assert threaded == [("gloves_in_a.1", "hand_left"), ("gloves_in_a.2", "hand_right")]


@BY
def test_a_suit_goes_on_limb_by_limb_and_the_hood_goes_into_its_collar(play, tmp_path, keys):
    """Right leg first, as one may; then the skirt of the hood quarter by quarter, the back one after turning round."""
    path = leave(tmp_path, "gowning-grade-b", gathered)
    game = go_on(play)
    start = game.told()["state"]["tick"]
    hands = Hands(game, keys)

    hands.choose("coverall_a.1", "put_on:coverall_a.1:leg_right")
    hands.closeup("suit")
    for limb in ("leg_left", "sleeve_left", "sleeve_right"):
        hands.press(f"spot:{limb}")
    hands.closeup("hood")
    for quarter in ("tuck_front", "tuck_left", "tuck_right", "tuck_back"):
        hands.press(f"spot:{quarter}")
    game.until("every quarter is in", lambda told: told["state"]["closeup"] != "hood")
    hands.idle()
    closed(game)

    threaded = [e["opening"] for e in happened(path, "Threaded", start)]
    assert threaded == ["leg_right", "leg_left", "sleeve_left", "sleeve_right"]
    tucked = [e["part"] for e in happened(path, "Adjusted", start) if e["ok"]]
    assert tucked == ["tuck_front", "tuck_left", "tuck_right", "tuck_back"]
    assert "turned" in [e["stance"] for e in happened(path, "StanceTaken", start)]
