"""A hole in a glove in a real window, by mouse: looked for, said, told, the glove changed and kept, the report signed, and the next day."""

import csv

from tests.window.deviation_hands import DeviationMouse, entered, to_the_debrief

TIMED = {"DEV-01", "DEV-02", "DOC-01"}
"""What a window on a slow PC may be late for."""


def test_the_torn_glove_is_found_changed_kept_reported_and_talked_over_the_next_day(play):
    game = entered(play, "deviation-filling-glove", DeviationMouse, "--results", "results")
    to_the_debrief(game, DeviationMouse)
    with (game.results / "results.csv").open(encoding="utf-8-sig") as told:
        (row,) = csv.DictReader(told, delimiter=";")
    assert row["ended"] == "finished"
    assert set(row["rules_broken"].split()) <= TIMED, row
