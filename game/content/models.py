"""The shape of a level file, as pydantic models: what keys there are, what each may hold.

Imported late (pydantic takes a while to load) and nowhere outside `game.content`.  The hover text of each key is in the
catalogue `content`, under "field.<block>.<key>"; `game.content.schema` puts it into the JSON Schemas for editors.
Faults of our own are raised with their code as the type, so that no sentence depends on pydantic's English.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from game.content import units
from scoring.language import MUTANT_OPS

FORMAT = 1
ID_PATTERN = r"^[a-z][a-z0-9_-]{0,39}$"
RULE_PATTERN = r"^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)+$"
RESERVED = frozenset(("on", "off", "yes", "no", "y", "n", "true", "false", "null", "oui", "non", "floor", "left", "right", "body"))
"""Words that are no ids: other readers take some of them for yes or no, others mean something to the world."""
YES = {"yes": True, "oui": True, "true": True, "vrai": True, "no": False, "non": False, "false": False, "faux": False}
GRADES = ("CNC", "D", "C", "B", "A")
MODES = ("discover", "guided", "practice", "assessment")
VERBS = ("stow", "wear", "pass", "cross", "wash", "rub", "check", "read", "drop", "discard")
DEVIATION_VERBS = (
    "notice", "safe", "notify", "label", "confirm", "mend", "keep", "authorise", "resume", "log", "report", "hand_over", "next_day",
    "examine", "separate", "five_whys",
)  # fmt: skip
LINE_VERBS = ("stop", "lock", "inspect", "compare", "count", "reconcile", "display", "second", "sign", "start")


def quantity(value: object, what: str, bare: bool, least: float, most: float) -> float:
    """A number with its unit, between two bounds (main unit).  Raises PydanticCustomError with our code."""
    result = units.parse(value, what, bare)
    if isinstance(result, units.Problem):
        raise PydanticCustomError(
            result.code,
            "quantity",
            {"fix": result.fix, "better": result.better, "unit": result.unit, "quantity": what, "least": least, "most": most},
        )
    if not least <= result <= most:
        raise PydanticCustomError("S209", "bounds", {"least": f"{least:g}", "most": f"{most:g}", "unit": units.MAIN[what]})
    return result


def _reads(what: str, least: float, most: float, bare: bool = False) -> BeforeValidator:
    return BeforeValidator(partial(quantity, what=what, bare=bare, least=least, most=most))


def _looks(what: str, least: float = 0.0, most: float = 0.0, bare: bool = False) -> WithJsonSchema:
    text: JsonSchemaValue = {"type": "string", "examples": [units.EXAMPLES[what]]}
    return WithJsonSchema({"anyOf": [{"type": "number", "minimum": least, "maximum": most}, text]} if bare else text)


def yes_no(value: object) -> bool:
    """yes, no, oui, non, true, false.  Raises PydanticCustomError."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in YES:
        return YES[value.lower()]
    raise PydanticCustomError("S212", "yes_no")


Metres = Annotated[float, _reads("length", -5.0, 60.0, bare=True), _looks("length", -5.0, 60.0, bare=True)]
Duration = Annotated[float, _reads("time", 0.0, 36000.0), _looks("time")]
Pressure = Annotated[float, _reads("pressure", -200.0, 200.0), _looks("pressure")]
YesNo = Annotated[bool, BeforeValidator(yes_no), WithJsonSchema({"enum": ["yes", "no", "oui", "non", True, False]})]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, strict=True)]
RuleId = Annotated[str, StringConstraints(pattern=RULE_PATTERN, strict=True)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=600, strict=True)]
Count = Annotated[int, Field(strict=True, ge=0, le=99)]
Labels = Annotated[int, Field(strict=True, ge=0, le=9_999_999)]
Difficulty = Annotated[int, Field(strict=True, ge=1, le=5)]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$", strict=True)]
Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}$", strict=True)]


class Block(BaseModel):
    """Base of all blocks: no key but those named here."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Block):
    """A text in both languages; one text alone is the French one."""

    fr: Line = ""
    en: Line = ""

    @model_validator(mode="before")
    @classmethod
    def _french_alone(cls, value: object) -> object:
        return {"fr": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: Any) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string", "minLength": 1}, handler(core)]}


class Point(Block):
    """Where the anchor point of a thing stands: metres from the dirty end, metres above the floor."""

    x: Metres
    y: Metres


class Time(Block):
    """How long the level should take, and when it ends."""

    target: Duration
    limit: Duration


class Trainee(Block):
    """The figure."""

    x: Metres
    hair: Literal["", "short", "long"] = ""
    beard: Literal["", "yes", "no"] = ""


class Control(Block):
    """Document control."""

    version: Line
    procedure: Line
    procedure_version: Line
    author: Line
    reviewer: Line | None = None
    approver: Line | None = None
    approved_on: Day | None = None
    approval: Line | None = None


class Room(Block):
    """A room, or a side of an airlock."""

    id: Id
    name: Text
    from_: Metres = Field(alias="from")
    to: Metres
    grade: Literal["CNC", "D", "C", "B", "A"]
    side: Literal["", "dirty", "clean"] = ""


class Thing(Block):
    """One thing in a room or on the trainee."""

    id: Id
    is_: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=80)] = Field(alias="is")
    at: Point | None = None
    slot: Id | None = None
    on: Annotated[str, StringConstraints(strict=True, pattern=r"^(body:)?[a-z][a-z0-9_-]{0,39}$")] | None = None
    holds: Annotated[str, StringConstraints(strict=True, min_length=1, max_length=80)] | None = None
    between: Annotated[list[Id], Field(min_length=2, max_length=2)] | None = None
    airlock: Id | None = None
    checkpoint: YesNo = False
    end: YesNo = False
    pressure: Pressure = 0.0
    name: Text | None = None


class Step(Block):
    """One step of the procedure; its id is its slot."""

    id: Id
    do: Literal[
        "stow", "wear", "pass", "cross", "wash", "rub", "check", "read", "drop", "discard",
        "stop", "lock", "inspect", "compare", "count", "reconcile", "display", "second", "sign", "start",
        "notice", "safe", "notify", "label", "confirm", "mend", "keep", "authorise", "resume", "log", "report", "hand_over", "next_day",
        "examine", "separate", "five_whys",
    ]  # fmt: skip
    thing: Id | None = None
    covers: Annotated[list[Id], Field(min_length=1, max_length=30)] | None = None
    into: Id | None = None
    after: Annotated[list[Id], Field(max_length=60)] = []
    text: Text
    hint: Text | None = None
    only_if: Literal["", "beard"] = ""
    say: Text | None = None
    why: Text | None = None


class When(Block):
    """What a fault waits for: one of these."""

    thing: Id | None = None
    units: Annotated[int, Field(strict=True, ge=1, le=20_000)] | None = None
    cells: Annotated[float, Field(gt=0.0, le=100.0)] | None = None


class Hazard(Block):
    """One thing that can go wrong, drawn or not at each run."""

    id: Id
    kind: Literal[
        "personal_item", "bad_pack", "flawed_garment", "comes_undone", "dispenser", "pressure", "colleague", "person", "soiled_bench",
        "fault",
    ]  # fmt: skip
    at: Id
    what: Annotated[str, StringConstraints(strict=True, min_length=1)]
    text: Text
    reserved: YesNo = False
    weight: Annotated[int, Field(strict=True, ge=1, le=100)] = 1
    active: YesNo = True
    size: Annotated[float, Field(ge=-100.0, le=600.0)] = 1.0
    after: Duration = 0.0
    over: Duration = 0.0
    where: Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z][a-z0-9_]{0,39}$")] | None = None
    when: When | None = None
    latest: Duration = 0.0


class Hazards(Block):
    """The pool and how many of it one run draws."""

    draw: Annotated[list[Count], Field(min_length=2, max_length=2)] = [0, 0]
    always: Annotated[list[Id], Field(max_length=60)] = []
    pool: Annotated[list[Hazard], Field(max_length=300)] = []


class Rules(Block):
    """Which rules are in play, and the site's values for them."""

    use: Annotated[list[RuleId], Field(max_length=300)]
    limits: Annotated[dict[str, Any], Field(max_length=100)] = {}


class Batch(Block):
    """The batch that has ended and the one to come."""

    product: Text
    old: Line
    new: Line
    expiry_old: Month
    expiry_new: Month
    recipe_old: Line
    recipe_new: Line
    date: Day
    clock: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", strict=True)]
    labels_issued: Labels = 0
    labels_applied: Labels = 0
    labels_rejected: Labels = 0
    labels_specimens: Labels = 0
    labels_left: Labels = 0
    article_old: Line = ""
    article_new: Line = ""
    delivered: Labels = 0


class Process(Block):
    """The process that runs, and what the site has laid down for the case that it leaves its way."""

    twin: Literal["bioreactor", "filling"]
    batch: Line
    product: Text
    equipment: Line
    room: Line
    day: Annotated[int, Field(strict=True, ge=0, le=13)] = 0
    since: Duration = 0.0
    units: Annotated[int, Field(strict=True, ge=0, le=20_000)] = 0
    checks: Annotated[dict[Literal["track", "gloves", "weight", "stoppers", "particles", "pressure"], Duration], Field(max_length=6)] = {}
    date: Day
    clock: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", strict=True)]
    pace: Annotated[int, Field(strict=True, ge=1, le=60)]
    listed: Annotated[list[Line], Field(max_length=30)]
    safe: Annotated[list[Line], Field(max_length=10)] = []
    supervisor: Duration = 240.0
    quality: Duration = 480.0


class Residues(Block):
    """What the batch before may have left: how many, how hard to find."""

    count: Annotated[list[Count], Field(min_length=2, max_length=2)]
    difficulty: Annotated[list[Difficulty], Field(min_length=2, max_length=2)] = [1, 5]
    leave_out: Annotated[list[Id], Field(max_length=60)] = []
    only: Annotated[list[Id], Field(max_length=60)] = []


if TYPE_CHECKING:
    Op = str
else:
    Op = Literal[MUTANT_OPS]


class Mutant(Block):
    """One error, in the words that rules use for theirs."""

    op: Op
    at: Id
    part: Line | None = None
    side: Line | None = None
    fault: Line | None = None
    with_: Id | None = Field(default=None, alias="with")
    seconds: Annotated[int, Field(strict=True, ge=1, le=3600)] | None = None


class Playtest(Block):
    """A run that the check plays: who errs how, and what has to be found of it."""

    id: Id
    seed: Annotated[int, Field(strict=True, ge=0, le=2_000_000)] = 0
    mutant: Mutant | None = None
    finds: Annotated[list[RuleId], Field(max_length=30)] = []


class Level(Block):
    """A whole level file."""

    format: Literal[1]
    id: Id
    kind: Literal["gowning", "line_clearance", "deviation"]
    title: Text
    brief: Annotated[list[Text], Field(min_length=1, max_length=6)]
    grade: Literal["CNC", "D", "C", "B", "A"]
    control: Control
    modes: Annotated[list[Literal["discover", "guided", "practice", "assessment"]], Field(min_length=1)]
    time: Time
    trainee: Trainee
    rooms: Annotated[list[Room], Field(min_length=1, max_length=30)]
    things: Annotated[list[Thing], Field(max_length=300)]
    steps: Annotated[list[Step], Field(min_length=1, max_length=120)]
    batch: Batch | None = None
    residues: Residues | None = None
    process: Process | None = None
    hazards: Hazards = Hazards()
    rules: Rules
    poster: Annotated[list[Text], Field(max_length=30)] = []
    playtests: Annotated[list[Playtest], Field(max_length=30)] = []
