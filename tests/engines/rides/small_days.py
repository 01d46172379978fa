"""Tiny days that a person can plan by hand."""

from __future__ import annotations

from typing import Any

DARP = """1 4 480 2 30
0 0 0 0 0 0 480
1 1 0 1 1 0 480
2 2 0 1 1 0 480
3 3 0 1 -1 0 480
4 4 0 1 -1 0 480
"""


def day(**changes: Any) -> dict[str, Any]:
    """Two people on a line, a car at kilometre 0, one kilometre a minute."""
    document: dict[str, Any] = {
        "speed_kmh": 60,
        "places": [{"id": f"k{x}", "x": x, "y": 0} for x in range(11)],
        "vehicles": [{"id": "car", "start": "k0", "from": "08:00", "until": "12:00", "seats": 4}],
        "requests": [
            {
                "id": "dao",
                "pickup": {"place": "k2", "service": 1},
                "dropoff": {"place": "k8", "earliest": "08:30", "latest": "09:00", "service": 1},
                "longest_ride": 20,
            },
            {
                "id": "mek",
                "pickup": {"place": "k4", "service": 1},
                "dropoff": {"place": "k8", "earliest": "08:30", "latest": "09:00", "service": 1},
                "longest_ride": 20,
            },
        ],
    }
    document.update(changes)
    return document
