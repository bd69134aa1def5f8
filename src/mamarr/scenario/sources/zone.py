"""The zone that is to be left: one GeoJSON polygon in WGS84, with every reason why it cannot be one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mamarr.errors import Finding, MamarrError
from mamarr.scenario.files import read_bytes
from mamarr.scenario.text import parse_json

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_LARGEST = 20_000_000
_MOST_DEGREES = 5.0
"""A zone larger than this in either direction is a mistake, not a city."""


@dataclass(frozen=True)
class Zone:
    """The polygon, prepared for many questions."""

    name: str
    polygon: "BaseGeometry"

    def inside(self, positions: dict[int, tuple[float, float]]) -> set[int]:
        """Return the keys of the [latitude, longitude] *positions* that lie inside."""
        import shapely

        keys = list(positions)
        within = shapely.contains_xy(self.polygon, [positions[k][1] for k in keys], [positions[k][0] for k in keys])
        return {key for key, is_inside in zip(keys, within.tolist(), strict=True) if is_inside}

    def must_meet(self, positions: Iterable[tuple[float, float]]) -> None:
        """Refuse a zone that lies where no position is.

        Raises
        ------
        MamarrError
            network.zone-elsewhere.
        """
        import shapely

        found = list(positions)
        west, south, east, north = self.polygon.bounds
        if found:
            box = shapely.box(
                min(p[1] for p in found), min(p[0] for p in found), max(p[1] for p in found), max(p[0] for p in found)
            )
            if box.intersects(self.polygon):
                return
        where = f"longitude {west:.4f} to {east:.4f}, latitude {south:.4f} to {north:.4f}"
        raise MamarrError(
            "network.zone-elsewhere", [Finding("network.zone-elsewhere", self.name, None, {"found": where})]
        )


def read_zone(name: str) -> Zone:
    """Return the zone of a GeoJSON file: a polygon, several polygons, or a feature or collection with one of them.

    Raises
    ------
    MamarrError
        network.zone, network.crossing, network.projection, file.too-large.
    """
    import shapely

    data = read_bytes(name)
    if len(data) > _LARGEST:
        raise MamarrError("file.too-large", found=len(data), limit=_LARGEST)
    try:
        shapes = list(_shapes(parse_json(data.decode("utf-8-sig")), 0))
    except UnicodeDecodeError as error:
        raise MamarrError("file.not-utf8", found=error.start) from None
    if len(shapes) != 1:
        raise _refusal("network.zone", name, f"{len(shapes)} polygons")
    try:
        polygon = shapely.geometry.shape(shapes[0])
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.errors.ShapelyError) as error:
        raise _refusal("network.zone", name, str(error)[:120] or type(error).__name__) from None
    if polygon.is_empty or (polygon.is_valid and not polygon.area):
        raise _refusal("network.zone", name, "an empty polygon")
    west, south, east, north = polygon.bounds
    if min(west, east) < -180 or max(west, east) > 180 or south < -90 or north > 90:
        raise _refusal("network.projection", name, f"{west:g}, {south:g}")
    if not polygon.is_valid:
        reason = str(shapely.is_valid_reason(polygon))
        code = "network.crossing" if "intersection" in reason else "network.zone"
        raise _refusal(code, name, reason.partition("[")[2].rstrip("]") or reason)
    if max(east - west, north - south) > _MOST_DEGREES:
        raise _refusal("network.zone", name, f"{east - west:.1f} by {north - south:.1f} degrees")
    shapely.prepare(polygon)
    return Zone(name, polygon)


def _shapes(tree: Any, depth: int) -> Iterable[dict[str, Any]]:
    if not isinstance(tree, dict) or depth > 3:
        return
    kind = tree.get("type")
    if kind in ("Polygon", "MultiPolygon"):
        yield tree
    elif kind == "Feature":
        yield from _shapes(tree.get("geometry"), depth + 1)
    elif kind == "FeatureCollection":
        features = tree.get("features")
        for feature in features if isinstance(features, list) else ():
            yield from _shapes(feature, depth + 1)


def _refusal(code: str, name: str, found: str) -> MamarrError:
    return MamarrError(code, [Finding(code, name, None, {"found": found})])
