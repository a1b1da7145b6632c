"""Our own small toolkit: retained widgets with keyboard focus, undo and crisp scaling."""

from game.view.widgets.area import TextArea
from game.view.widgets.base import Fired, Form, Look, Widget, target
from game.view.widgets.button import Button, RoundButton
from game.view.widgets.choice import Choice, Option, Slider, Toggle
from game.view.widgets.field import TextField
from game.view.widgets.label import Label, Panel, Picture, Rule, Space
from game.view.widgets.layout import Column, scrolled
from game.view.widgets.rows import Row, RowList
from game.view.widgets.scroll import Scroll, stands

__all__ = [
    "Button",
    "Choice",
    "Column",
    "Fired",
    "Form",
    "Label",
    "Look",
    "Option",
    "Panel",
    "Picture",
    "RoundButton",
    "Row",
    "RowList",
    "Rule",
    "Scroll",
    "Slider",
    "Space",
    "TextArea",
    "TextField",
    "Toggle",
    "Widget",
    "scrolled",
    "stands",
    "target",
]
