"""QR codes, for paper and for the screen."""

from __future__ import annotations

import base64

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode


def bars_of(address: str) -> dict[str, object]:
    """A QR code as black bars (column, row, length) for a printed document, whose digits must stay numbers."""
    matrix = _matrix(address)
    bars = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            if not row[x]:
                x += 1
                continue
            start = x
            while x < len(row) and row[x]:
                x += 1
            bars.append([start, y, x - start])
    return {"size": len(matrix), "bars": bars}


def picture_of(address: str) -> str:
    """A QR code as a picture that stands in the page itself."""
    matrix = _matrix(address)
    size = len(matrix)
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 {size + 4} {size + 4}">'
        f'<path fill="#fff" d="M-2-2h{size + 4}v{size + 4}h-{size + 4}z"/><path d="{path}"/></svg>'
    )
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _matrix(address: str) -> list[list[bool]]:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0)
    code.add_data(address)
    code.make(fit=True)
    return [[bool(dark) for dark in row] for row in code.get_matrix()]
