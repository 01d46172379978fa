"""Places on the map and how far apart they are when no road map was imported."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from huangyai.engines.rides.problem import Matrix
from huangyai.kernel import Words

EARTH_KM = 6371.0088
THAILAND = (5.0, 21.0, 97.0, 106.0)  # south, north, west, east, with a margin
# Corners (latitude, longitude) of open sea, drawn by hand ten kilometres and more off the coasts and the islands
# where people live: a pin inside is certainly wrong, one outside may still be wet.
OPEN_SEA = (
    (
        (13.30, 100.25), (13.30, 100.65), (12.75, 100.55), (12.35, 100.75), (12.40, 101.30), (12.25, 101.85),
        (11.85, 102.05), (11.40, 102.30), (10.00, 102.30), (7.60, 103.00), (6.80, 102.20), (7.15, 101.40),
        (7.40, 100.95), (8.40, 100.50), (9.20, 100.35), (9.90, 100.25), (10.50, 100.05), (11.20, 99.90),
        (12.00, 100.15), (12.60, 100.20), (12.95, 100.25),
    ),
    ((9.20, 97.00), (9.20, 97.25), (8.30, 97.95), (7.20, 98.10), (6.20, 98.90), (5.00, 98.90), (5.00, 97.00)),
)  # fmt: skip


def kilometres_between(latitudes: Sequence[float], longitudes: Sequence[float], *, detour: float = 1.3) -> Matrix:
    """Great-circle kilometres times a detour factor; the page says that it is an estimate."""
    lat = np.radians(np.array(latitudes, dtype=np.float64))
    lon = np.radians(np.array(longitudes, dtype=np.float64))
    half = (
        np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
        + np.cos(lat[:, None]) * np.cos(lat[None, :]) * np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    )
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))) * detour, dtype=np.float64)


def _within(latitude: float, longitude: float, corners: Sequence[tuple[float, float]]) -> bool:
    """Whether a point lies inside a polygon: a line to the east crosses its border an odd number of times."""
    inside = False
    for (lat_a, lon_a), (lat_b, lon_b) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (lat_a > latitude) != (lat_b > latitude):
            crossing = lon_a + (latitude - lat_a) / (lat_b - lat_a) * (lon_b - lon_a)
            inside ^= longitude < crossing
    return inside


def doubt_about(latitude: float, longitude: float) -> Words | None:
    """A sentence when a point can't be a place in Thailand: swapped coordinates, open sea, another country."""
    south, north, west, east = THAILAND
    if south <= latitude <= north and west <= longitude <= east:
        if any(_within(latitude, longitude, corners) for corners in OPEN_SEA):
            return Words(
                th=f"พิกัด {latitude:g}, {longitude:g} อยู่กลางทะเล โปรดปักหมุดใหม่",
                en=f"The coordinates {latitude:g}, {longitude:g} are out at sea; set the pin again.",
            )
        return None
    if south <= longitude <= north and west <= latitude <= east:
        return Words(
            th=f"พิกัด {latitude:g}, {longitude:g} สลับละติจูดกับลองจิจูด โปรดสลับกลับ",
            en=f"The coordinates {latitude:g}, {longitude:g} have latitude and longitude swapped; swap them.",
        )
    return Words(
        th=f"พิกัด {latitude:g}, {longitude:g} อยู่นอกประเทศไทย โปรดปักหมุดใหม่",
        en=f"The coordinates {latitude:g}, {longitude:g} are outside Thailand; set the pin again.",
    )
