"""The groups of facts of a place as the tables `[place.location]`, `[place.hours]`… say them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from solozere.core.geo import Point
from solozere.places.enums import FactGroupCode as Code
from solozere.places.enums import PointPrecision
from solozere.places.facts import GROUPS, empty_group
from solozere.places.facts.children import ChildRows
from solozere.places.hours import HoursError, parse
from solozere.places.models import FactGroup, Place
from solozere.places.pack.tables import Reader

SOURCE = {"source", "source_date"}
DATES = {"since", "until", "seen_on", "first_day", "last_day", "measured_on"}


class GroupReader(Reader):
    """Reads one table of facts; the values come out complete: what the table leaves out is not known."""

    def group_line(self, line: int, code: str) -> int:
        """The line of the `[place.<code>]` that belongs to the place of `line`; `line` itself where it has none."""
        for number, text in enumerate(self.file.text.splitlines()[line:], line + 1):
            if text.strip().startswith("[[place]]"):
                break
            if text.strip().startswith(f"[place.{code}]"):
                return number
        return line

    def refuse_in(self, line: int, code: str, key: str, message: str) -> None:
        """A problem at the line of `key` in the table `[place.<code>]` of the place of `line`."""
        self.refuse(self.group_line(line, code), key, message)

    def group(self, line: int, code: Code, given: Any, default: dict[str, str]) -> dict[str, Any]:
        """`values`, with the `source` and `source_date` of the table, or the place's own."""
        at = self.group_line(line, code)
        if not isinstance(given, dict):
            self.refuse(line, code, _("écrivez ce groupe sous [place.%(code)s].") % {"code": code.value})
            given = {}
        source = dict(default)
        if given.keys() & SOURCE:
            name = self.text(given, "source", at) or default["source"]
            source = {"source": name, "source_date": self.day(given, "source_date", at)}
        self.clean(at, {"source": source["source"]})
        given = {key: value for key, value in given.items() if key not in SOURCE}
        values = self._services(given, at) if code == Code.SERVICES else self._values(code, given, at)
        return {"values": values, **source}

    def clean(self, line: int, values: dict[str, Any]) -> None:
        """What the column of each value refuses; what is missing was said already."""
        for name, value in values.items():
            model = FactGroup if name == "source" else Place
            if value in ("", None):
                continue
            if not isinstance(value, str):
                self.refuse(line, name, _("«\u00a0%(key)s\u00a0» doit être un texte entre guillemets.") % {"key": name})
                continue
            try:
                model._meta.get_field(name).clean(value, None)  # type: ignore[union-attr]
            except ValidationError as error:
                self.refuse_error(line, name, error)

    def _services(self, given: dict[str, Any], line: int) -> dict[str, Any]:
        """`code = true`, `code = false` or `code = "a detail"`: offered, not offered, offered with that detail."""
        rows = []
        for service, said in given.items():
            if not isinstance(said, bool | str) or len(str(said)) > 200:
                self.refuse(line, service, _("écrivez true, false ou une précision de 200 signes au plus."))
                continue
            detail = said.strip() if isinstance(said, str) else ""
            rows.append({"service_id": service, "available": said is not False, "detail": detail})
        return {"services": sorted(rows, key=lambda row: str(row["service_id"]))}

    def _values(self, code: Code, given: dict[str, Any], line: int) -> dict[str, Any]:
        parts = GROUPS[code]
        lists = {part.name: part for part in parts if isinstance(part, ChildRows)}
        names = {name for part in parts for name in part.names} - {"commune"}
        self.known_keys(given, names, line)
        values = empty_group(code)
        for name in names & given.keys():
            value = given[name]
            values[name] = value.strip() if isinstance(value, str) else value
        for name, part in lists.items():
            values[name] = self._rows(part, values[name], line)
        if code == Code.LOCATION:
            self._position(values, line)
        if code == Code.HOURS:
            self._hours(values["opening_hours"], line)
        columns = names & values.keys() - lists.keys() - {"lat", "lon"}
        self.clean(line, {name: values[name] for name in sorted(columns)})
        return values

    def _hours(self, text: Any, line: int) -> None:
        if isinstance(text, str) and text:
            try:
                parse(text)
            except HoursError as error:
                self.refuse(line, "opening_hours", str(error))

    def _position(self, values: dict[str, Any], line: int) -> None:
        """Both coordinates in degrees, or neither; with them the precision is the address unless the pack says otherwise."""
        lat, lon = values["lat"], values["lon"]
        if lat is None and lon is None:
            if values.get("precision", PointPrecision.COMMUNE) != PointPrecision.COMMUNE:
                self.refuse(line, "precision", _("sans lat ni lon, la précision est «\u00a0commune\u00a0»."))
            values["precision"] = PointPrecision.COMMUNE.value
            return
        values.setdefault("precision", PointPrecision.ADDRESS.value)
        numbers = all(isinstance(value, int | float) and not isinstance(value, bool) for value in (lat, lon))
        try:
            point = Point(float(lat), float(lon)) if numbers else None
        except ValueError:
            point = None
        values["lat"], values["lon"] = (point.lat, point.lon) if point else (None, None)
        if point is None:
            message = _("donnez lat et lon en degrés, par exemple lat = 44.52814 et lon = 3.46673.")
            self.refuse(line, "lat" if lat is not None else "lon", message)

    def _rows(self, part: ChildRows, given: Any, line: int) -> list[dict[str, Any]]:
        """The rows of a list, each checked by its own model but for what only the database knows."""
        if not isinstance(given, list) or not all(isinstance(row, dict) for row in given):
            self.refuse(line, part.name, _("écrivez une liste\u00a0: %(name)s = [{ … }, { … }].") % {"name": part.name})
            return []
        rows = [{key: _cell(key, value) for key, value in row.items()} for row in given]
        try:
            part.check(rows)
        except ValidationError as error:
            self.refuse_error(line, part.name, error)
            return []
        return rows


def _cell(key: str, value: Any) -> Any:
    """A date bare or between quotes, a year as a number: all as text; the rest unchanged."""
    if key in DATES and hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    if key in DATES and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else value
