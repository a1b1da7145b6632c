"""When a fault of a level begins, in the words of who reads the level."""

from __future__ import annotations

from game.spec import HazardSpec, LevelSpec
from game.texts import t


def faults_of(level: LevelSpec) -> tuple[HazardSpec, ...]:
    """The faults of its pool, in the order of the file."""
    return tuple(one for one in level.hazards if one.kind == "fault")


def begins(level: LevelSpec, fault: HazardSpec, lang: str) -> str:
    """At a time, or on what it waits for, with how long after that and by when at the latest."""
    when = fault.when
    if when is None:
        return t("author.begins_at", lang, time=_time(fault.after_s, lang))
    if when.thing:
        kind = next((thing.kind for thing in level.things if thing.id == when.thing), when.thing)
        said = t("author.begins_thing", lang, thing=t(f"deviation.kind_{kind}", lang))
    elif when.units:
        said = t("author.begins_units", lang, units=when.units)
    else:
        said = t("author.begins_cells", lang, cells=f"{when.cells:g}".replace(".", "," if lang == "fr" else "."))
    later = t("author.begins_later", lang, time=_time(fault.after_s, lang)) if fault.after_s else ""
    return said + later + t("author.begins_latest", lang, time=_time(fault.latest_s, lang))


def _time(seconds: float, lang: str) -> str:
    minutes, rest = divmod(int(seconds), 60)
    parts = ([t("author.min", lang, n=minutes)] if minutes else []) + ([t("author.s", lang, n=rest)] if rest or not minutes else [])
    return " ".join(parts)
