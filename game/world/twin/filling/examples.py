"""One of each fault of the line, and what puts it right and makes it safe; `REMEDIES` is the order of a careful operator."""

from __future__ import annotations

from game.world.twin.acts import Act
from game.world.twin.spec import FaultSpec

EXAMPLES: tuple[FaultSpec, ...] = (
    FaultSpec("glass_infeed", "vial_breaks", 0.20, at_s=600.0, where="infeed"),
    FaultSpec("glass_needles", "vial_breaks", 0.30, at_s=600.0, where="filling"),
    FaultSpec("fallen", "vial_falls", at_s=600.0, where="infeed"),
    FaultSpec("stopper_jam", "stopper_jam", at_s=600.0),
    FaultSpec("stopper_shortage", "stopper_shortage", 120, at_s=600.0),
    FaultSpec("glove_torn", "glove_torn", 3.0, at_s=600.0, where="filling_right"),
    FaultSpec("particles", "particles", 450.0, at_s=600.0, where="stoppering"),
    FaultSpec("airlock", "airlock_door_open", at_s=600.0, where="airlock_b"),
    FaultSpec("tool", "tool_dropped", at_s=600.0, where="filling"),
    FaultSpec("dose", "dose_drift", 0.06, at_s=600.0, over_s=1200.0),
    FaultSpec("power", "power_cut", 90.0, at_s=600.0),
)
SILENT = ("glove_torn", "dose", "tool")
"""Nothing rings for these."""

REMEDIES: dict[str, tuple[Act, ...]] = {
    "glass_infeed": (Act("stop"), Act("reach", "infeed_right"), Act("clear", "infeed"), Act("withdraw", "infeed_right")),
    "glass_needles": (Act("stop"), Act("reach", "filling_right"), Act("clear", "filling"), Act("withdraw", "filling_right")),
    "fallen": (Act("stop"), Act("reach", "infeed_right"), Act("clear", "infeed"), Act("withdraw", "infeed_right")),
    "stopper_jam": (Act("stop"), Act("reach", "stoppering_left"), Act("free_jam"), Act("withdraw", "stoppering_left")),
    "stopper_shortage": (Act("stop"), Act("fetch_bag"), Act("fill_bowl")),
    "glove_torn": (Act("stop"), Act("check", "gloves"), Act("replace_glove", "filling_right")),
    "particles": (Act("stop"), Act("find_source")),
    "airlock": (Act("close_door", "airlock_b"),),
    "tool": (Act("fetch_tool"),),
    "dose": (Act("stop"), Act("check", "weight"), Act("adjust_dose", value=0.06)),
    "power": (Act("stop"), Act("recover")),
}
