"""Glass on the track in a real window, by mouse: seen, told, made safe, and the glass taken out with forceps into the bin inside."""

from tests.window.deviation_hands import DeviationMouse, Patient, entered


def test_the_glass_is_taken_out_through_the_glove_and_lies_in_the_bin(play):
    game = entered(play, "deviation-filling-breakage", DeviationMouse)

    told = DeviationMouse(Patient(game), 4000).play(until="mend")
    assert told["state"]["near"]
    assert not any(target["id"].startswith("piece") for target in told["targets"])
