"""Distances and the sun: the little geometry that `check` needs, without heavy guests."""

from datetime import UTC, datetime, timedelta
from math import acos, atan2, cos, degrees, pi, radians, sin, sqrt, tan

EARTH_M = 6_371_009.0
"""Mean radius (IUGG)."""


def straight_m(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Return the great-circle distance in metres between two [latitude, longitude] positions (haversine)."""
    lat1, lon1, lat2, lon2 = map(radians, (*first, *second))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_M * atan2(sqrt(half), sqrt(1 - half))


def sunset(position: tuple[float, float], day: datetime) -> datetime | None:
    """Return the instant (UTC) of sunset at *position* on the local calendar day of *day*; None where the sun does not set.

    References
    ----------
    NOAA Global Monitoring Division, general solar position calculations (low-accuracy series, about a minute).
    """
    latitude, longitude = position
    year_angle = 2 * pi / 365 * (day.timetuple().tm_yday - 1 + 0.75)
    equation_min = 229.18 * (
        0.000075
        + 0.001868 * cos(year_angle)
        - 0.032077 * sin(year_angle)
        - 0.014615 * cos(2 * year_angle)
        - 0.040849 * sin(2 * year_angle)
    )
    declination = (
        0.006918
        - 0.399912 * cos(year_angle)
        + 0.070257 * sin(year_angle)
        - 0.006758 * cos(2 * year_angle)
        + 0.000907 * sin(2 * year_angle)
        - 0.002697 * cos(3 * year_angle)
        + 0.00148 * sin(3 * year_angle)
    )
    lat = radians(latitude)
    hour_cosine = cos(radians(90.833)) / (cos(lat) * cos(declination)) - tan(lat) * tan(declination)
    if not -1 <= hour_cosine <= 1:
        return None
    minutes = 720 - 4 * (longitude - degrees(acos(hour_cosine))) - equation_min
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return midnight + timedelta(minutes=round(minutes))
