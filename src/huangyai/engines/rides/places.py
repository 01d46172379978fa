"""Places on the map and how far apart they are when no road map was imported."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from huangyai.engines.rides.problem import Matrix
from huangyai.kernel import Words

EARTH_KM = 6371.0088
THAILAND = (5.0, 21.0, 97.0, 106.0)  # south, north, west, east, with a margin


def kilometres_between(latitudes: Sequence[float], longitudes: Sequence[float], *, detour: float = 1.3) -> Matrix:
    """Great-circle kilometres times a detour factor; the page says that it is an estimate."""
    lat = np.radians(np.array(latitudes, dtype=np.float64))
    lon = np.radians(np.array(longitudes, dtype=np.float64))
    half = (
        np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
        + np.cos(lat[:, None]) * np.cos(lat[None, :]) * np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    )
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1))) * detour, dtype=np.float64)


def doubt_about(latitude: float, longitude: float) -> Words | None:
    """A sentence when a point can't be a place in Thailand, such as swapped coordinates."""
    south, north, west, east = THAILAND
    if south <= latitude <= north and west <= longitude <= east:
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
