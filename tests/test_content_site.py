"""A rule of a site, from its file to the sheet: checked, proved, printed as the site's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content import check_text, load_rulebook
from game.content.edit import Draft
from game.session.trials import play_expert, play_mutant

TOP = Path(__file__).resolve().parent.parent
MOST_DRAWN = TOP / "levels" / "gowning" / "gowning-grade-b.yaml"


@pytest.fixture(scope="module")
def level():
    """Grade B with the example rule, as an instructor would add it."""
    draft = Draft.read(MOST_DRAWN)
    draft.append(("rules", "use"), "SITE-01")
    draft.put(("rules", "limits", "gloves_again_s"), "10 min")
    return check_text(draft.data, "site.yaml").level


@pytest.fixture(scope="module")
def expert(level):
    return play_expert(level, load_rulebook(), 0)


def test_the_expert_keeps_the_rule_of_the_site(expert):
    assert expert.perfect
    assert {"SITE-01/first@gloves_out", "SITE-01/again@gloves_rub_3"} <= set(expert.opportunities)


def test_who_lingers_breaks_it_and_nothing_else(level, expert):
    trials = [(trial, fork) for trial, fork in expert.forks if trial.expects.startswith("SITE-01/")]
    assert sorted(trial.expects for trial, _ in trials) == ["SITE-01/again@gloves_rub_3", "SITE-01/first@gloves_out"]
    for trial, fork in trials:
        run = play_mutant(level, load_rulebook(), 0, trial, fork)
        assert run.verdict == "seen"
        [finding] = run.roots
        assert finding.threshold == 600.0
        assert 600.0 < finding.measure < 700.0


def test_the_sheet_prints_it_as_a_procedure_of_this_site(level, expert, tmp_path):
    from game.session.expert import Expert
    from game.session.session import Session

    trial = next(trial for trial, _ in expert.forks if trial.expects == "SITE-01/first@gloves_out")
    session = Session(level, load_rulebook(), 0, origin="mutant", mutant=trial.mutation.name, results=tmp_path)
    player = Expert(level, trial.mutation)
    while not session.world.ended and not player.stuck:
        session.step(player.commands(session.world.seen))
    session.close()
    [page] = [path for path in session.beside if path.suffix == ".html"]
    text = page.read_text("utf-8")
    assert "SITE-01" in text
    assert "procédure de ce site" in text.lower().replace("\u00a0", " ")
