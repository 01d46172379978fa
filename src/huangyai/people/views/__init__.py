"""Pages of the people room."""

from huangyai.people.views import changes, communities, households, knowing, residents

__all__ = ["changes", "communities", "households", "knowing", "residents"]
