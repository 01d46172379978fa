import pytest

from huangyai.design.build import build


@pytest.fixture(scope="session")
def built():
    """Styles and scripts as pages need them; builds only when something changed."""
    build()
