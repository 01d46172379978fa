"""What the site hands out as files: whole, of the right kind, and never a page."""

from __future__ import annotations

import pytest
from tests.journeys.addresses import FILE, Address, every_address
from tests.journeys.conftest import Site, WindowOf

FILES = [a for a in every_address() if FILE.search(a.pattern + a.name)]
BEGINS = {"pdf": b"%PDF", "xlsx": b"PK", "docx": b"PK", "json": b"{", "pb": b"META"}


@pytest.mark.parametrize("address", FILES, ids=lambda address: address.name)
def test_file(address: Address, site: Site, window_of: WindowOf) -> None:
    path = address.path(site.examples)
    assert path is not None
    answer = window_of(address.account, "phone").context.request.get(site.url(path))
    assert answer.status == 200, path
    kind = next((kind for kind in BEGINS if path.split("?")[0].endswith(kind)), "")
    assert answer.body().lstrip()[:4].startswith(BEGINS.get(kind, b"")), path
    assert "text/html" not in answer.headers["content-type"]
