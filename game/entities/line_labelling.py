"""The labelling and cartoning line: secondary packaging, not graded.  Sizes are those of the drawings."""

from __future__ import annotations

from game.entities.line import GuardKind, Part, Spot, StationKind, ZoneKind

BELT_M = 0.90
"""Top of every belt above the floor."""


def _conveyor(name: str, wide: float) -> StationKind:
    middle, half = wide / 2.0, wide / 2.0 - 0.12
    return StationKind(
        name, "machine", wide, 1.05, belt=(0.0, wide, BELT_M),
        zones=(
            ZoneKind("belt", 0.0, 0.86, wide, 1.02),
            ZoneKind("pan", 0.06, 0.62, wide - 0.06, 0.82, dark=True),
            ZoneKind("floor", 0.02, 0.0, wide - 0.02, 0.14, dark=True),
        ),
        spots=(
            Spot("on_belt", "belt", middle, BELT_M, ("stands", "lies"), span=half),
            Spot("rail", "belt", wide * 0.3, 0.965, ("sticks",), "front", 0.1),
            Spot("pan", "pan", middle, 0.64, ("small", "lies", "sheet"), "inside", half),
            Spot("floor_left", "floor", wide * 0.25, 0.0, ("rolls", "lies", "flat"), "under", 0.06),
            Spot("floor_right", "floor", wide * 0.75, 0.0, ("rolls", "small", "flat"), "under", 0.06),
        ),
    )  # fmt: skip


TURNTABLE = StationKind(
    "turntable", "machine", 0.95, 1.125, belt=(0.06, 0.89, BELT_M),
    zones=(
        ZoneKind("disc", 0.0, 0.86, 0.95, 1.08),
        ZoneKind("floor", 0.05, 0.0, 0.90, 0.14, dark=True),
    ),
    spots=(
        Spot("disc", "disc", 0.45, BELT_M, ("stands", "lies"), span=0.30),
        Spot("fence", "disc", 0.20, 0.99, ("sticks",)),
        Spot("foot", "floor", 0.45, 0.0, ("rolls", "small", "flat"), "under", 0.28),
    ),
)  # fmt: skip

LABELLER = StationKind(
    "labeller", "machine", 1.5, 2.0, belt=(0.0, 1.5, BELT_M),
    guards=(
        GuardKind("left", 0.63, 1.20),
        GuardKind("right", 0.77, 1.20),
        GuardKind("backing", 1.10, 1.26, "flap"),
    ),
    zones=(
        ZoneKind("belt", 0.0, 0.84, 1.5, 0.98),
        ZoneKind("reel", 0.08, 1.02, 0.68, 1.56, behind="left"),
        ZoneKind("rollers", 0.10, 1.00, 0.40, 1.20, behind="left", needs="jog"),
        ZoneKind("rewind", 0.76, 1.02, 1.36, 1.56, behind="right"),
        ZoneKind("backing", 0.92, 1.14, 1.22, 1.34, behind="backing"),
        ZoneKind("floor", 0.05, 0.0, 1.45, 0.14, dark=True),
    ),
    spots=(
        Spot("on_belt", "belt", 0.75, BELT_M, ("stands", "lies"), span=0.55),
        Spot("guard_left", "reel", 0.56, 1.42, ("sticks",), "inside"),
        Spot("reel_shelf", "reel", 0.38, 1.06, ("lies", "tool", "roll"), "inside", 0.10),
        Spot("roller", "rollers", 0.25, 1.07, ("wraps",), "behind"),
        Spot("guard_right", "rewind", 1.27, 1.42, ("sticks",), "inside"),
        Spot("rewind_shelf", "rewind", 0.88, 1.04, ("lies", "tool", "small"), "inside", 0.06),
        Spot("in_backing", "backing", 1.07, 1.22, ("wraps", "sticks"), "behind"),
        Spot("floor_left", "floor", 0.35, 0.0, ("rolls", "flat", "lies"), "under", 0.20),
        Spot("floor_right", "floor", 1.10, 0.0, ("rolls", "small", "flat"), "under", 0.20),
    ),
)  # fmt: skip

PRINTER = StationKind(
    "printer", "machine", 0.5, 1.3, reads=True, tests=("test_print",),
    guards=(GuardKind("box", 0.24, 0.20, "drawer"),),
    parts=(Part("display", 0.18, 1.14, ("clear", "test_print")),),
    zones=(
        ZoneKind("head", 0.08, 0.92, 0.46, 1.24),
        ZoneKind("box", 0.06, 0.06, 0.42, 0.28, behind="box"),
    ),
    spots=(
        Spot("display", "head", 0.18, 1.14, ("printer_code",)),
        Spot("bracket", "head", 0.36, 0.98, ("sticks",)),
        Spot("box", "box", 0.24, 0.08, ("sheet", "lies", "small"), "inside", 0.05),
    ),
)  # fmt: skip

CAMERA = StationKind(
    "camera", "machine", 0.35, 1.3, reads=True, tests=("challenge",),
    parts=(Part("display", 0.22, 1.10, ("recipe", "challenge")),),
    zones=(ZoneKind("lens", 0.02, 0.92, 0.33, 1.24),),
    spots=(
        Spot("display", "lens", 0.22, 1.10, ("camera_recipe",)),
        Spot("post", "lens", 0.10, 0.98, ("sticks",)),
    ),
)  # fmt: skip

CARTONER = StationKind(
    "cartoner", "machine", 2.1, 2.0, belt=(0.04, 2.06, BELT_M),
    guards=(GuardKind("a", 0.64, 1.12), GuardKind("b", 1.33, 1.12), GuardKind("c", 1.46, 1.12)),
    zones=(
        ZoneKind("leaflets", 0.06, 0.86, 0.68, 1.46, behind="a"),
        ZoneKind("rollers", 0.22, 1.18, 0.50, 1.40, behind="a", needs="jog"),
        ZoneKind("carriage", 0.75, 0.86, 1.36, 1.46, behind="b"),
        ZoneKind("closing", 1.43, 0.86, 2.04, 1.46, behind="c"),
        ZoneKind("leaflet_magazine", 0.20, 1.64, 0.50, 1.94),
        ZoneKind("carton_magazine", 0.55, 1.62, 1.15, 1.96),
        ZoneKind("floor", 0.04, 0.0, 2.06, 0.14, dark=True),
    ),
    spots=(
        Spot("belt_a", "leaflets", 0.36, BELT_M, ("stands", "lies"), "inside", 0.24),
        Spot("door_a", "leaflets", 0.57, 1.30, ("sticks",), "inside"),
        Spot("jam", "rollers", 0.36, 1.24, ("jams",), "behind"),
        Spot("belt_b", "carriage", 1.05, BELT_M, ("stands", "lies", "tool"), "inside", 0.22),
        Spot("arm_b", "carriage", 1.05, 1.28, ("sticks",), "inside"),
        Spot("belt_c", "closing", 1.74, BELT_M, ("stands", "lies"), "inside", 0.22),
        Spot("ledge_c", "closing", 1.70, 1.12, ("tool", "small", "lies"), "inside", 0.16),
        Spot("in_leaflets", "leaflet_magazine", 0.345, 1.68, ("leaflet",), "inside"),
        Spot("in_cartons", "carton_magazine", 0.85, 1.68, ("carton",), "inside", 0.12),
        Spot("floor_a", "floor", 0.40, 0.0, ("rolls", "flat", "lies"), "under", 0.25),
        Spot("floor_b", "floor", 1.05, 0.0, ("rolls", "small", "flat"), "under", 0.25),
        Spot("floor_c", "floor", 1.70, 0.0, ("rolls", "small", "lies"), "under", 0.25),
    ),
)  # fmt: skip

CHECKWEIGHER = StationKind(
    "checkweigher", "machine", 0.9, 1.65, reads=True, tests=("challenge",), belt=(0.0, 0.9, BELT_M),
    guards=(GuardKind("reject", 0.45, 0.50, "lid"),),
    parts=(Part("display", 0.45, 1.47, ("challenge",)), Part("reject", 0.45, 0.46, ("count", "empty"))),
    zones=(
        ZoneKind("belt", 0.0, 0.86, 0.9, 1.10),
        ZoneKind("reject", 0.27, 0.06, 0.64, 0.48, behind="reject"),
    ),
    spots=(
        Spot("on_belt", "belt", 0.30, BELT_M, ("stands", "lies"), span=0.20),
        Spot("side", "belt", 0.74, 1.00, ("sticks",)),
        Spot("sticker", "belt", 0.62, 1.02, ("calibration",)),
        Spot("rejects", "reject", 0.45, 0.10, ("reject_bin",), "inside"),
    ),
)  # fmt: skip

DESK = StationKind(
    "desk", "desk", 0.95, 1.15, takes="desk", mouth=(0.45, 0.95),
    guards=(GuardKind("drawer", 0.45, 0.52, "drawer"),),
    zones=(
        ZoneKind("top", 0.05, 0.68, 0.90, 0.94),
        ZoneKind("drawer", 0.10, 0.42, 0.85, 0.58, behind="drawer"),
        ZoneKind("floor", 0.05, 0.0, 0.90, 0.14, dark=True),
    ),
    spots=(
        Spot("top_left", "top", 0.18, 0.70, ("sheet", "pen"), span=0.04),
        Spot("top_right", "top", 0.78, 0.70, ("sheet", "pen", "tag"), span=0.04),
        Spot("in_drawer", "drawer", 0.40, 0.44, ("sheet", "lies", "pen", "roll"), "inside", 0.20),
        Spot("drawer", "drawer", 0.45, 0.52, ("drawer",)),
        Spot("floor", "floor", 0.45, 0.0, ("rolls", "small", "flat"), "under", 0.28),
    ),
)  # fmt: skip

BIN_WASTE = StationKind(
    "bin_waste", "bin", 0.4, 0.725, takes="waste", mouth=(0.20, 0.74),
    guards=(GuardKind("lid", 0.20, 0.70, "lid"),),
    zones=(ZoneKind("bag", 0.06, 0.30, 0.34, 0.68, behind="lid"),),
    spots=(Spot("bag", "bag", 0.20, 0.34, ("bag",), "inside", 0.04),),
)  # fmt: skip
BIN_PRINT = StationKind("bin_print", "bin", 0.4, 0.725, takes="print", mouth=(0.20, 0.74))
REJECTS = StationKind("rejects", "bin", 0.45, 0.55, takes="rejects", mouth=(0.22, 0.58))
STOCK = StationKind("stock", "shelf", 0.7, 0.75, takes="stock", mouth=(0.35, 0.30))
SAMPLE_BOX = StationKind("sample_box", "bin", 0.30, 0.25, takes="sample", mouth=(0.15, 0.26))
TOOL_BOARD = StationKind(
    "tool_board", "board", 0.72, 0.52, takes="tool_board", mouth=(0.36, 0.26), reads=True,
    zones=(ZoneKind("board", 0.02, 0.02, 0.70, 0.50),),
    parts=(Part("lamp", 0.12, 0.30, ("lamp",)), Part("tongs", 0.24, 0.30, ("tongs",)), Part("bottle", 0.60, 0.30, ("bottle",))),
    spots=(Spot("bottle", "board", 0.60, 0.22, ("disinfectant",)),),
)  # fmt: skip
STATUS_BOARD = StationKind(
    "status_board", "board", 0.9, 0.64, reads=True,
    parts=(Part("wipe", 0.20, 0.08, ("wipe",)),),
    spots=(Spot("text", "", 0.32, 0.30, ("board",)),),
)  # fmt: skip
TAG = StationKind("tag", "display", 0.10, 0.15, reads=True, spots=(Spot("tag", "", 0.05, 0.05, ("tag_state",)),))
COUNTER = StationKind(
    "counter", "display", 0.30, 0.10, reads=True,
    parts=(Part("display", 0.15, 0.05, ("reset",)),),
    spots=(Spot("display", "", 0.15, 0.02, ("counter",)),),
)  # fmt: skip
PANEL = StationKind(
    "panel", "panel", 0.30, 0.55,
    parts=(Part("buttons", 0.15, 0.29, ("stop", "lock", "unlock", "jog", "start")),),
)  # fmt: skip
DELIVERY = StationKind(
    "delivery", "display", 0.36, 0.24, reads=True,
    guards=(GuardKind("lid", 0.18, 0.20, "lid"),),
    spots=(Spot("label", "", 0.18, 0.06, ("delivered",)), Spot("lid", "", 0.18, 0.20, ("container",))),
)  # fmt: skip
"""The container in which the print of the new batch is delivered: its label, its lid."""
ROLL = StationKind("roll", "display", 0.20, 0.20, parts=(Part("roll", 0.10, 0.10, ("count",)),))
"""What remains of the coded roll, laid out to be counted."""
CHECK_LIST = StationKind(
    "check_list", "document", 0.21, 0.30,
    parts=(Part("head", 0.10, 0.26, ("exchange",)),),
    spots=(Spot("head", "", 0.10, 0.25, ("form_version",)),),
)  # fmt: skip
RECONCILIATION = StationKind("reconciliation", "document", 0.21, 0.30)
ORDER = StationKind("order", "document", 0.21, 0.30, reads=True)
CLOCK = StationKind("clock", "clock", 0.4, 0.4)
COLLEAGUE = StationKind("colleague", "person", 0.5, 1.78)
SUPERVISOR = StationKind("supervisor", "person", 0.5, 1.78)

LABELLING: tuple[StationKind, ...] = (
    TURNTABLE, _conveyor("conveyor_600", 0.6), _conveyor("conveyor_700", 0.7), _conveyor("conveyor_900", 0.9),
    LABELLER, PRINTER, CAMERA, CARTONER, CHECKWEIGHER, DESK, BIN_WASTE, BIN_PRINT, REJECTS, STOCK, SAMPLE_BOX, TOOL_BOARD,
    STATUS_BOARD, TAG, COUNTER, PANEL, DELIVERY, ROLL, CHECK_LIST, RECONCILIATION, ORDER, CLOCK, COLLEAGUE, SUPERVISOR,
)  # fmt: skip
