"""Glass on the track in a real window, by mouse: seen, told, made safe, and the glass taken out with forceps into the bin inside."""

from tests.window.deviation_hands import DeviationMouse, Patient


def test_the_glass_is_taken_out_through_the_glove_and_lies_in_the_bin(play):
    game = play("play", "deviation-filling-breakage", "--mode", "practice", "--seed", "7", "--lang", "fr", "--windowed", size=(1366, 830))
    game.scene("BriefingScene")
    game.click("enter")
    game.scene("DeviationScene")

    told = DeviationMouse(Patient(game), 4000).play(until="mend")
    assert told["state"]["near"]
    assert not any(target["id"].startswith("piece") for target in told["targets"])
