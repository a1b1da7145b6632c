"""Widgets by mouse and by keyboard alone."""

from __future__ import annotations

import pygame
import pytest

from game.view.screen import Screen
from game.view.widgets import (
    Button,
    Choice,
    Column,
    Fired,
    Form,
    Label,
    Option,
    Row,
    RowList,
    Scroll,
    Slider,
    TextField,
    Toggle,
    Widget,
    scrolled,
)
from tests.kit.shots import open_dummy


@pytest.fixture
def screen() -> Screen:
    return open_dummy((1280, 720)).screen


def key(code: int, mod: int = 0) -> pygame.Event:
    return pygame.Event(pygame.KEYDOWN, key=code, mod=mod, unicode="", scancode=0)


def click(form: Form, pos: tuple[int, int], clicks: int = 1) -> Fired | None:
    first = form.handle(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=pos, button=1, clicks=clicks))
    return form.handle(pygame.Event(pygame.MOUSEBUTTONUP, pos=pos, button=1)) or first


def placed(screen: Screen, *widgets: Widget) -> Form:
    column = Column(screen, pygame.Rect(40, 40, 800, 600))
    for widget in widgets:
        column.add(widget)
    form = Form(column.placed, default="ok", cancel="back")
    form.draw(screen)
    return form


def test_tab_stops_at_every_widget_and_comes_round(screen: Screen) -> None:
    form = placed(screen, Label("Bonjour"), Button("a", "A"), Toggle("b", "B", False, states=("non", "oui")), Button("c", "C"))
    seen = []
    for _ in range(4):
        form.handle(key(pygame.K_TAB))
        assert form.focus
        seen.append(form.focus.id)
    assert seen == ["a", "b", "c", "a"]
    form.handle(key(pygame.K_TAB, pygame.KMOD_LSHIFT))
    assert form.focus.id == "c"


def test_arrows_go_to_the_neighbour_in_that_direction(screen: Screen) -> None:
    column = Column(screen, pygame.Rect(40, 40, 800, 600))
    column.row([Button("a", "A"), Button("b", "B")])
    column.row([Button("c", "C"), Button("d", "D")])
    form = Form(column.placed)
    form.focus_on("a")
    for code, there in ((pygame.K_RIGHT, "b"), (pygame.K_DOWN, "d"), (pygame.K_LEFT, "c"), (pygame.K_UP, "a"), (pygame.K_UP, "a")):
        form.handle(key(code))
        assert form.focus
        assert form.focus.id == there


def test_enter_and_space_work_the_focused_button(screen: Screen) -> None:
    form = placed(screen, Button("a", "A"), Button("ok", "OK"))
    form.focus_on("a")
    assert form.handle(key(pygame.K_RETURN)) == Fired("a")
    assert form.handle(key(pygame.K_SPACE)) == Fired("a")


def test_enter_without_focus_takes_the_default_and_escape_the_way_out(screen: Screen) -> None:
    form = placed(screen, Button("a", "A"))
    assert form.handle(key(pygame.K_RETURN)) == Fired("ok")
    assert form.handle(key(pygame.K_ESCAPE)) == Fired("back")


def test_a_disabled_button_does_nothing_by_mouse_or_key_but_tells_why(screen: Screen) -> None:
    off = Button("a", "Reprendre", enabled=False, note="Rien à reprendre")
    form = placed(screen, off)
    assert click(form, off.rect.center) is None
    form.focus_on("a")
    assert form.handle(key(pygame.K_RETURN)) is None
    assert "Rien à reprendre" in off.words()


def test_a_press_that_is_let_go_elsewhere_is_no_click(screen: Screen) -> None:
    button = Button("a", "A")
    form = placed(screen, button)
    form.handle(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=button.rect.center, button=1, clicks=1))
    assert form.handle(pygame.Event(pygame.MOUSEBUTTONUP, pos=(1200, 700), button=1)) is None


def test_a_jump_of_the_pointer_without_motion_clicks_like_a_finger(screen: Screen) -> None:
    button = Button("a", "A")
    form = placed(screen, button)
    assert click(form, (button.rect.right - 2, button.rect.bottom - 2)) == Fired("a")


def test_the_focus_ring_shows_for_the_keyboard_and_not_for_the_mouse(screen: Screen) -> None:
    button = Button("a", "A")
    form = placed(screen, button)
    click(form, button.rect.center)
    assert not form.by_keyboard
    form.handle(key(pygame.K_TAB))
    assert form.by_keyboard
    screen.surface.fill((0, 0, 0))
    form.draw(screen)
    just_outside = (button.rect.centerx, button.rect.y - max(2, round(4 * screen.s)))
    assert screen.surface.get_at(just_outside)[:3] != (0, 0, 0)


def test_a_toggle_turns_by_click_and_by_key_and_says_its_state(screen: Screen) -> None:
    toggle = Toggle("t", "Son", False, states=("coupé", "activé"))
    form = placed(screen, toggle)
    assert "coupé" in toggle.words()
    assert click(form, toggle.rect.center) == Fired("t", True)
    assert "activé" in toggle.words()
    form.focus_on("t")
    assert form.handle(key(pygame.K_SPACE)) == Fired("t", False)


def test_a_choice_follows_arrows_and_stops_at_its_ends(screen: Screen) -> None:
    choice = Choice("c", [Option("1", "Un"), Option("2", "Deux"), Option("3", "Trois")], "1")
    form = placed(screen, choice)
    form.focus_on("c")
    assert form.handle(key(pygame.K_RIGHT)) == Fired("c", "2")
    assert form.handle(key(pygame.K_RIGHT)) == Fired("c", "3")
    assert form.handle(key(pygame.K_RIGHT)) is None
    assert choice.chosen == "3"


def test_a_choice_that_does_not_fit_side_by_side_stands_in_rows_and_is_clicked_there(screen: Screen) -> None:
    options = [Option(str(n), "Une réponse assez longue pour sa ligne") for n in range(3)]
    choice = Choice("c", options, "0")
    form = placed(screen, choice)
    boxes = choice._boxes
    assert boxes[0].x == boxes[1].x
    assert boxes[0].bottom < boxes[1].y
    assert click(form, boxes[2].center) == Fired("c", "2")


def test_a_slider_moves_by_ten_and_by_the_mouse(screen: Screen) -> None:
    slider = Slider("v", "Volume", 70)
    form = placed(screen, slider)
    form.focus_on("v")
    assert form.handle(key(pygame.K_LEFT)) == Fired("v", 60)
    assert click(form, (slider._track.right, slider.rect.centery)) == Fired("v", 100)
    assert form.handle(key(pygame.K_RIGHT)) is None


def test_a_row_is_moved_to_by_arrow_and_taken_by_click_or_enter(screen: Screen) -> None:
    rows = RowList("r", [Row("1", "Un"), Row("2", "Deux")])
    form = placed(screen, rows)
    form.focus_on("r")
    assert form.handle(key(pygame.K_DOWN)) == Fired("r.moved", "2")
    assert form.handle(key(pygame.K_RETURN)) == Fired("r", "2")
    assert click(form, rows.boxes()[0].center) == Fired("r", "1")


# --- writing -----------------------------------------------------------------------------------------------------------


def field_form(screen: Screen, text: str = "") -> tuple[TextField, Form]:
    field = TextField("f", text, label="Votre code")
    form = placed(screen, field)
    form.focus_on("f")
    return field, form


def typed(form: Form, text: str) -> None:
    for char in text:
        form.handle(key(ord(char) if char.isascii() else 0))
        form.handle(pygame.Event(pygame.TEXTINPUT, text=char))


def test_characters_come_from_text_input_with_their_accents_and_spaces(screen: Screen) -> None:
    field, form = field_form(screen)
    typed(form, "Zoé 3")
    assert field.text == "Zoé 3"


def test_a_composed_sign_is_shown_but_not_yet_written(screen: Screen) -> None:
    field, form = field_form(screen)
    form.handle(pygame.Event(pygame.TEXTEDITING, text="^", start=0, length=1))
    assert field.composing == "^"
    form.handle(pygame.Event(pygame.TEXTINPUT, text="ê"))
    assert (field.text, field.composing) == ("ê", "")


def test_undo_redo_cut_and_paste_by_the_usual_keys(screen: Screen) -> None:
    field, form = field_form(screen)
    typed(form, "K-17")
    form.handle(key(pygame.K_a, pygame.KMOD_LCTRL))
    form.handle(key(pygame.K_x, pygame.KMOD_LCTRL))
    assert field.text == ""
    form.handle(key(pygame.K_v, pygame.KMOD_LCTRL))
    form.handle(key(pygame.K_v, pygame.KMOD_LCTRL))
    assert field.text == "K-17K-17"
    form.handle(key(pygame.K_z, pygame.KMOD_LCTRL))
    form.handle(key(pygame.K_z, pygame.KMOD_LCTRL))
    assert field.text == ""
    form.handle(key(pygame.K_z, pygame.KMOD_LCTRL | pygame.KMOD_LSHIFT))
    assert field.text == "K-17"


def test_a_click_puts_the_caret_there_and_a_double_click_takes_the_word(screen: Screen) -> None:
    field, form = field_form(screen, "sas propre")
    form.draw(screen)
    box = field.box(screen)
    click(form, (box.x + 2, box.centery))
    assert field.line.caret == 0
    end = box.x + screen.px(14) + screen.text.font(field.size).size("sas pro")[0]
    click(form, (end, box.centery), clicks=2)
    assert field.line.selected == "propre"


def test_tab_leaves_the_field_and_altgr_writes(screen: Screen) -> None:
    field = TextField("f")
    form = placed(screen, field, Button("b", "B"))
    form.focus_on("f")
    form.handle(key(pygame.K_v, pygame.KMOD_LCTRL | pygame.KMOD_RALT))  # AltGr on Windows is Ctrl + Alt
    form.handle(pygame.Event(pygame.TEXTINPUT, text="€"))
    assert field.text == "€"
    form.handle(key(pygame.K_TAB))
    assert form.focus
    assert form.focus.id == "b"


# --- scrolling ---------------------------------------------------------------------------------------------------------


def long_form(screen: Screen) -> tuple[Scroll, Form]:
    def fill(column: Column) -> None:
        for n in range(30):
            column.add(Button(f"b{n}", f"Bouton {n}"))

    area = scrolled(screen, "s", pygame.Rect(100, 100, 500, 400), fill)
    return area, Form([area])


def test_what_gets_the_keyboard_scrolls_into_sight(screen: Screen) -> None:
    area, form = long_form(screen)
    for n in range(30):
        form.handle(key(pygame.K_TAB))
        assert form.focus
        assert form.focus.id == f"b{n}"
        assert area.rect.contains(form.focus.rect)


def test_a_click_on_what_is_half_hidden_is_a_click_and_brings_it_into_sight(screen: Screen) -> None:
    scroll, form = long_form(screen)
    cut = next(one for one in scroll.contents if one.rect.top < scroll.rect.bottom < one.rect.bottom)
    fired = click(form, (cut.rect.centerx, scroll.rect.bottom - 2))
    assert fired is not None
    assert fired.id == cut.id
    assert cut.rect.bottom <= scroll.rect.bottom


def test_nothing_outside_the_scroll_area_can_be_clicked(screen: Screen) -> None:
    area, form = long_form(screen)
    below = next(w for w in area.contents if w.rect.top > area.rect.bottom)
    assert click(form, below.rect.center) is None


def test_page_keys_go_to_both_ends(screen: Screen) -> None:
    area, form = long_form(screen)
    form.handle(key(pygame.K_END))
    assert area.offset == area.most > 0
    form.handle(key(pygame.K_HOME))
    assert area.offset == 0


def test_the_bar_can_be_dragged(screen: Screen) -> None:
    area, form = long_form(screen)
    top = (area.rect.right - 4, area.rect.y + 4)
    form.handle(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=top, button=1, clicks=1))
    form.handle(pygame.Event(pygame.MOUSEMOTION, pos=(top[0], area.rect.bottom), rel=(0, 1), buttons=(1, 0, 0)))
    form.handle(pygame.Event(pygame.MOUSEBUTTONUP, pos=(top[0], area.rect.bottom), button=1))
    assert area.offset > area.most * 0.9


def test_contents_that_fit_do_not_scroll(screen: Screen) -> None:
    area = scrolled(screen, "s", pygame.Rect(0, 0, 400, 300), lambda column: column.add(Label("Court")) and None)
    assert area.most == 0


def test_a_new_layout_keeps_the_focus(screen: Screen) -> None:
    old = placed(screen, Button("a", "A"), Button("b", "B"))
    old.focus_on("b")
    new = placed(screen, Button("a", "A"), Button("b", "B"))
    new.adopt(old)
    assert new.focus
    assert new.focus.id == "b"


def test_what_is_read_aloud_has_one_full_stop_after_each_part() -> None:
    button = Button("a", "Le vêtement a touché le sol.", note="Règle")
    rows = RowList("b", [Row("1", "Le vêtement a touché le sol.", "Règle", "", "32 s")])
    assert button.words() == "Le vêtement a touché le sol. Règle"
    assert rows.words() == "Le vêtement a touché le sol. Règle. 32 s"


def test_a_click_is_not_lost_when_the_screen_is_laid_out_again_between_press_and_release(screen: Screen) -> None:
    first, second = placed(screen, Button("go", "Partir")), placed(screen, Button("go", "Partir"))
    first.handle(pygame.Event(pygame.MOUSEBUTTONDOWN, pos=(60, 60), button=1, clicks=1))
    second.adopt(first)
    assert second.handle(pygame.Event(pygame.MOUSEBUTTONUP, pos=(60, 60), button=1)) == Fired("go")
    third = placed(screen, Button("other", "Rester"))
    third.adopt(first)
    assert third.handle(pygame.Event(pygame.MOUSEBUTTONUP, pos=(60, 60), button=1)) is None


def test_a_long_list_that_gets_the_keyboard_shows_its_chosen_row_not_its_end(screen: Screen) -> None:
    rows = [Row(str(n), f"Niveau {n}") for n in range(30)]
    for chosen, least, most in (("0", 0, 0), ("15", 300, 1100), ("29", 900, 4000)):
        shown = RowList("rows", rows, chosen)
        scroll = scrolled(screen, "list", pygame.Rect(0, 0, 800, 400), lambda column, shown=shown: column.add(shown))
        form = Form([scroll])
        form.focus_on("rows")
        assert least <= scroll.offset <= most
        assert scroll.rect.contains(form.get("rows").sight())
