"""After a run: at most three findings first, the plate back to its second, and an honest word on each figure."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from pathlib import Path

import pygame
import pytest

from game.content.rules import load_rulebook
from game.events import LoadMoved, WashEnded
from game.scenes import library
from game.scenes.briefing import BriefingScene
from game.scenes.chain import chain_picture
from game.scenes.debrief import DebriefScene
from game.scenes.replay import ReplayScene
from game.scenes.review import Review, of_file
from game.scenes.stack import Stack
from game.scenes.title import TitleScene
from game.session.glance import sheet_of
from game.session.mutation import Mutation
from game.session.path import page
from game.session.plate import Touch, chain, grow, most_telling_of
from game.session.results import utc_now
from game.view.widgets import Button, Look, Slider
from game.view.widgets.plate import PlateTile, PlateView
from scoring.record import Sheet
from tests.kit.runs import play, reviewed, run_file
from tests.kit.shots import click, open_dummy, press

FAULTS = (("skip", "wash"), ("lower", "coat"), ("ignore", "mirror"))


def shown(review: Review, next_level: str = "", size: tuple[int, int] = (1920, 1080), percent: int = 100) -> tuple[Stack, DebriefScene]:
    scene = DebriefScene(review, next_level)
    stack = Stack(open_dummy(size, "fr", percent, loaded_once=True), scene)
    stack.draw(stack.ctx.screen)
    return stack, scene


def words(scene: DebriefScene) -> str:
    return scene.spoken().replace("\u00a0", " ")


def test_the_first_page_shows_three_findings_at_most_gravest_first_and_what_went_well() -> None:
    review = reviewed("gowning-grade-d", 7, FAULTS)
    order = [one.finding.severity for one in review.first]
    assert 1 <= len(order) <= 3
    assert order == sorted(order, key=("critical", "major", "minor").index)
    assert all(one.finding.root is None for one in review.first)
    _, scene = shown(review)
    assert "Bien fait" in words(scene)


def test_a_finding_is_called_by_what_happened_and_the_rule_stands_below_as_a_rule() -> None:
    _, scene = shown(reviewed("gowning-grade-d", 7, FAULTS))
    one = scene.review.first[0]
    button = scene.form.get(f"see_{one.finding.id}")
    assert isinstance(button, Button)
    assert button.label == one.found.fr
    assert one.title.fr in button.note
    assert "Règle" in button.note


def test_the_score_comes_with_its_interval_and_is_called_indicative() -> None:
    review = reviewed("gowning-grade-d", 7, FAULTS)
    _, scene = shown(review)
    score = review.sheet.score
    assert score.value is not None
    assert f"Score {round(score.value)} sur 100" in words(scene)
    assert f"entre {round(score.low or 0)} et {round(score.high or 0)}" in words(scene)
    assert "Indicatif" in words(scene)


def test_a_run_given_up_has_findings_but_no_score() -> None:
    _, scene = shown(reviewed("gowning-grade-d", 7, (("skip", "wash"),), 60.0))
    assert "Pas de score" in words(scene)
    assert "abandonné" in words(scene)


def test_a_run_without_findings_says_so_and_no_more() -> None:
    _, scene = shown(reviewed("gowning-first", 7))
    assert "Aucun constat" in words(scene)


@pytest.mark.parametrize("percent", [100, 200])
def test_the_big_button_leads_through_all_pages(percent: int) -> None:
    stack, scene = shown(reviewed("gowning-first", 7), "gowning-grade-d", (1280, 720), percent)
    assert scene.tabs == ("main", "plate", "body", "next"), "no page for findings where there are none"
    for tab in scene.tabs:
        assert scene.tab == tab
        press(stack, pygame.K_RETURN)
    assert isinstance(stack.top, BriefingScene)
    assert stack.top.level_id == "gowning-grade-d"


def test_the_arrows_turn_the_pages_one_by_one_and_back() -> None:
    stack, scene = shown(reviewed("gowning-grade-d", 7, FAULTS))
    seen = [scene.tab]
    for key in (*[pygame.K_RIGHT] * 5, pygame.K_LEFT):
        press(stack, key)
        seen.append(scene.tab)
    assert seen == ["main", "findings", "plate", "body", "next", "next", "body"]


def test_after_the_first_level_three_rules_are_named_and_one_more_is_offered() -> None:
    stack, scene = shown(reviewed("gowning-first", 7), "gowning-grade-d")
    scene._turn_to("next")
    assert "Vous avez respecté trois règles." in words(scene)
    assert "Une règle de plus" in words(scene)
    press(stack, pygame.K_ESCAPE)
    assert isinstance(stack.top, TitleScene)


def test_a_finding_tells_why_what_to_do_and_where_it_is_written() -> None:
    review = reviewed("gowning-grade-d", 7, FAULTS)
    stack, scene = shown(review)
    button = scene.form.get(f"see_{review.first[0].finding.id}")
    click(stack, button.rect.center)
    assert scene.tab == "findings"
    click(stack, scene.form.get("reason_show").rect.center)
    for said in ("Pourquoi", "Que faire alors", review.first[0].why.fr, review.first[0].finding.rule):
        assert said in words(scene)


def test_the_score_is_guessed_before_it_is_seen_by_mouse_or_keyboard() -> None:
    review = reviewed("gowning-grade-d", 7, FAULTS)
    for by_key in (True, False):
        scene = DebriefScene(review, ask=True)
        stack = Stack(open_dummy((1280, 720), loaded_once=True), scene)
        stack.draw(stack.ctx.screen)
        assert "Score" not in words(scene).replace("votre score", "").replace("mon score", "")
        if by_key:
            for _ in range(3):
                press(stack, pygame.K_RIGHT)
            press(stack, pygame.K_RETURN)
        else:
            slider = scene.form.get("guess")
            assert isinstance(slider, Slider)
            click(stack, (slider._track.x + slider._track.w * 8 // 10, slider._track.y))
            click(stack, scene.form.get("reveal").rect.center)
        assert scene.guess == 80
        assert f"Score {round(review.sheet.score.value or 0)} sur 100" in words(scene)
        assert "Vous aviez estimé 80" in words(scene)


def test_nothing_is_guessed_where_there_is_no_score_or_all_was_explained() -> None:
    assert not DebriefScene(reviewed("gowning-grade-d", 7, (("skip", "wash"),), 60.0), ask=True).guessing
    review = reviewed("gowning-grade-d", 7, FAULTS)
    guided = replace(review, sheet=replace(review.sheet, facts=replace(review.sheet.facts, mode="guided")))
    assert not DebriefScene(guided, ask=True).guessing


@pytest.mark.parametrize("right", [True, False])
def test_the_reason_is_picked_out_of_four_before_it_is_read(right: bool) -> None:
    review = reviewed("gowning-grade-d", 7, FAULTS)
    stack, scene = shown(review)
    scene._turn_to("findings")
    topic = review.topic(int(scene.chosen))
    assert topic is not None
    assert len(topic.choices) == 4
    assert topic.finding.now.fr not in words(scene), "nothing is told before"
    at = next(n for n, choice in enumerate(topic.choices) if choice.right == right)
    scene.form.focus_on(f"reason_{at}")
    press(stack, pygame.K_RETURN)
    assert ("C’est bien la raison" in words(scene)) == right
    assert topic.finding.why.fr in words(scene)
    assert topic.finding.now.fr in words(scene)


def test_from_a_finding_the_expert_is_seen_at_that_moment() -> None:
    stack, scene = shown(of_file(run_file("gowning-grade-d", 7, FAULTS), "fr"))
    scene._turn_to("findings")
    click(stack, scene.form.get("beside").rect.center)
    assert isinstance(stack.top, ReplayScene)
    stack.tick()
    assert stack.top.ghost is not None


def test_at_large_text_one_finding_is_read_at_a_time_and_the_list_is_one_press_away() -> None:
    review = reviewed("gowning-grade-d", 7, FAULTS)
    stack, scene = shown(review, "", (1280, 720), 200)
    scene._turn_to("findings")
    assert "Pourquoi" not in words(scene)
    press(stack, pygame.K_TAB)
    scene.form.focus_on("findings")
    press(stack, pygame.K_RETURN)
    assert "Pourquoi" in words(scene)
    click(stack, scene.form.get("list").rect.center)
    assert "Pourquoi" not in words(scene)


def test_a_trial_says_that_no_file_was_written() -> None:
    _, scene = shown(reviewed("gowning-first", 7))
    scene._turn_to("next")
    assert "aucun fichier" in words(scene)


# --- the plate ---------------------------------------------------------------------------------------------------------


def moved(n: int, tick: int, source: str, target: str, origin: int, mcfu: int = 5000) -> LoadMoved:
    return LoadMoved(tick=tick, n=n, cause=n - 1, source=source, target=target, load_mcfu=mcfu, origin=origin)


def washed(n: int, tick: int) -> WashEnded:
    return WashEnded(tick=tick, n=n, slot="wash", wash_ticks=900, missed=0, soap=True, rinsed=True, dry=True)


def test_the_same_run_grows_the_same_plate_and_another_seed_another() -> None:
    loads = {4: 40.0, 9: 60.0}
    assert grow(loads, 7) == grow(loads, 7)
    assert len({len(grow(loads, seed).colonies) for seed in range(30)}) > 4


def test_a_load_is_not_a_count_but_on_average_it_is() -> None:
    counts = [len(grow({4: 40.0}, seed).colonies) for seed in range(400)]
    assert abs(sum(counts) / 400 - grow({4: 40.0}, 0).expected) < 0.5


def test_a_further_germ_changes_nothing_of_the_others() -> None:
    few, more = grow({4: 40.0}, 7), grow({4: 40.0, 9: 30.0}, 7)
    assert [one for one in more.colonies if one.origin == 4] == list(few.colonies)


def test_clean_hands_grow_nothing() -> None:
    assert grow({}, 7).colonies == ()


def test_the_chain_leads_from_the_floor_over_the_coat_to_the_hand() -> None:
    events = [moved(2, 100, "floor:a", "coat", 1), moved(5, 300, "coat", "hand_right", 1), moved(8, 400, "hand_right", "bin", 1)]
    assert [(link.surface, link.tick) for link in chain(events, 1, "hand_right")] == [("floor:a", 100), ("coat", 100), ("hand_right", 300)]


def test_what_was_washed_off_is_not_blamed_when_it_came_back_another_way() -> None:
    events = [
        moved(2, 100, "phone", "hand_right", 1),
        moved(3, 150, "hand_right", "hair", 1),
        washed(6, 200),
        moved(9, 300, "hair", "hand_right", 1),
    ]
    assert [link.surface for link in chain(events, 1, "hand_right")] == ["phone", "hand_right", "hair", "hand_right"]


def test_moves_that_go_round_in_circles_come_to_an_end() -> None:
    events = [moved(n, 10 * n, "door" if n % 2 else "hand_right", "hand_right" if n % 2 else "door", 1) for n in range(1, 40)]
    assert [link.surface for link in chain(events, 1, "hand_right")] == ["door", "hand_right"]


def test_a_colony_from_the_floor_is_shown_first() -> None:
    plate = grow({1: 300.0, 2: 60.0}, 7)
    events = [moved(1, 5, "door", "hand_right", 1), moved(2, 50, "floor:a", "coat", 2), moved(4, 60, "coat", "hand_right", 2)]
    chains = {origin: chain(events, origin, "hand_right") for origin in plate.origins()}
    assert most_telling_of(plate, chains) == 2


def at_plates(review: Review, size: tuple[int, int] = (1920, 1080)) -> tuple[Stack, DebriefScene]:
    stack, scene = shown(review, "", size)
    scene._turn_to("plate")
    return stack, scene


def test_the_plates_incubate_before_the_eyes_and_end_by_themselves() -> None:
    stack, scene = at_plates(reviewed("gowning-grade-d", 7, FAULTS))
    assert "Les géloses incubent" in words(scene)
    assert "D’où vient" not in words(scene), "nothing is told before it has grown"
    tiles = [widget for widget in scene.form.all() if isinstance(widget, PlateTile)]
    seen = [[tile.count for tile in tiles]]
    for _ in range(5):
        for _ in range(60):
            stack.tick()
        seen.append([tile.count for tile in tiles])
    assert scene.plates.time.over
    assert seen[0] == [0] * len(tiles)
    assert all(earlier <= later for before, after in itertools.pairwise(seen) for earlier, later in zip(before, after, strict=True))
    assert seen[-1] == [one.plate.count for one in scene.plates.plates]
    assert "D’où vient cette colonie" in words(scene)


def test_incubation_is_skipped_by_mouse_or_key_and_can_be_seen_again() -> None:
    stack, scene = at_plates(reviewed("gowning-grade-d", 7, FAULTS))
    click(stack, scene.form.get("incubate").rect.center)
    assert scene.plates.time.over
    scene.form.focus_on("incubate")
    press(stack, pygame.K_RETURN)
    assert not scene.plates.time.over


def test_at_large_text_a_small_plate_that_is_chosen_comes_into_sight_large() -> None:
    stack, scene = shown(reviewed("gowning-grade-d", 7, FAULTS), size=(1280, 720), percent=150)
    scene._turn_to("plate")
    scene.form.focus_on("incubate")
    press(stack, pygame.K_RETURN)
    scene.form.focus_on("site_1")
    press(stack, pygame.K_RETURN)
    assert scene.plates.at == 1
    plate = next(widget for widget in scene.form.all() if isinstance(widget, PlateView))
    assert stack.ctx.screen.bounds.contains(plate.rect)
    assert scene.form.focus is scene.form.get("site_1")


def test_both_hands_and_the_gown_are_looked_at_each_beside_its_limit() -> None:
    _, scene = at_plates(reviewed("gowning-grade-b", 7))
    tiles = [widget for widget in scene.form.all() if isinstance(widget, PlateTile)]
    assert [one.site.id for one in scene.plates.plates] == ["print_left", "forearm_left", "hood", "chest", "forearm_right", "print_right"]
    assert {tile.limit for tile in tiles} == {5}
    scene.plates.skip()
    scene.rebuild()
    assert all("dans la limite (5)" in tile.words() for tile in tiles)
    assert "une gélose vide ne prouve rien" in words(scene)


def test_the_arrows_and_the_mouse_choose_a_colony_and_its_first_touch_is_one_press_away() -> None:
    path = run_file("gowning-grade-b", 7, (("lower", "coverall"),))
    review = of_file(path, "fr")
    stack, scene = at_plates(review)
    scene.plates.skip()
    scene.rebuild()
    at = next(n for n, one in enumerate(scene.plates.plates) if any(one.chains.values()) and one.plate.colonies)
    click(stack, scene.form.get(f"site_{at}").rect.center)
    scene.form.focus_on("plate")
    press(stack, pygame.K_RIGHT)
    tick = scene.plates.second()
    assert tick is not None
    assert tick == scene.plates.one.chains[scene.plates.one.plate.colonies[scene.plates.colony].origin][0].tick
    click(stack, scene.form.get("replay_second").rect.center)
    assert isinstance(stack.top, ReplayScene)
    assert stack.top.film is not None
    assert stack.top.film.tick == max(0, tick - 300)


# --- the film ----------------------------------------------------------------------------------------------------------


def test_a_finding_leads_back_to_its_second_in_the_room() -> None:
    path = run_file("gowning-grade-d", 7, FAULTS)
    sheet = sheet_of(path)
    assert sheet is not None
    tick = sheet.findings[0].finding.tick
    scene = ReplayScene(path, tick)
    stack = Stack(open_dummy((1280, 720), loaded_once=True), scene)
    stack.draw(stack.ctx.screen)
    assert scene.film is not None
    assert scene.film.tick == tick - 300
    for _ in range(60):
        stack.tick()
    assert scene.film.tick == tick - 240
    press(stack, pygame.K_SPACE)
    stack.tick()
    assert scene.film.tick == tick - 240


def test_a_file_that_is_no_run_is_told_and_leads_back(tmp_path: Path) -> None:
    (tmp_path / "x.run").write_text("rien")
    stack = Stack(open_dummy((1280, 720)), ReplayScene(tmp_path / "x.run"))
    assert len(stack.scenes) == 2
    press(stack, pygame.K_RETURN)
    assert not stack.scenes


# --- where a run leads -------------------------------------------------------------------------------------------------


def test_an_expert_watched_to_the_end_makes_room_for_the_person() -> None:
    session, events = play("gowning-first")
    scene = library.after(open_dummy((1280, 720)), session, events)
    assert isinstance(scene, BriefingScene)
    assert scene.mode == "guided"


def test_the_title_and_the_trainees_page_call_the_same_rules_due() -> None:
    levels, rulebook = library.offers("fr"), load_rulebook()
    good, bad = (_of_a_person(reviewed("gowning-grade-d", 7, faults).sheet) for faults in ((), FAULTS))
    missed = {rule.title.get("fr") for rule in bad.rules if any(one.x not in (1.0, None) for one in rule.outcomes)}
    for sheets in ([bad], [bad, good], [good, bad]):
        tally = library.tally(levels, sheets, "fr")
        own = page(sheets, "A", date.fromisoformat(utc_now()[:10]), levels, rulebook, ())
        assert (tally.again, tally.unseen) == (len(own.of("due")), len(own.of("new")))
        assert tally.kept == len(own.of("acquired")) + len(own.of("learning"))
        assert [title for title, _ in tally.due] == [rulebook.rules[one.rule].title.get("fr") for one in own.of("due")]
        assert {level for _, level in tally.due} <= {"gowning-grade-d"}, "where it was missed, not where it is hardest"
        if sheets == [bad]:
            assert missed <= {title for title, _ in tally.due}


def _of_a_person(sheet: Sheet) -> Sheet:
    return replace(sheet, facts=replace(sheet.facts, origin="person", trainee="A"))


def test_a_mutation_in_the_kit_errs_as_named() -> None:
    session, _ = play("gowning-grade-d", 7, [Mutation("skip", "wash")], 60.0)
    assert session.findings


def test_a_germ_that_went_no_further_is_drawn_as_one_thing() -> None:
    review = reviewed("gowning-first", 7)
    stack, _ = shown(review)
    sheet = stack.ctx.screen.surface
    before = pygame.image.tobytes(sheet, "RGB")
    picture = chain_picture(stack.ctx, review, [Touch("floor:a", 100, 4.0)])
    picture.place(pygame.Rect(20, 20, 600, picture.measure(stack.ctx.screen, 600)))
    picture.draw(stack.ctx.screen, Look())
    assert pygame.image.tobytes(sheet, "RGB") != before
