"""One sentence in Thai and English: what engines, rules and commands say where no catalogue is at hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_ARABIC_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence that a citizen or an officer reads, in both languages."""

    th: str
    en: str

    def say(self, language: str = "th") -> str:
        """The sentence in one language; anything but English is answered in Thai."""
        return self.en if language.startswith("en") else self.th

    def __str__(self) -> str:
        return self.th

    def as_dict(self) -> dict[str, str]:
        """The pair as JSON carries it."""
        return {"th": self.th, "en": self.en}

    @classmethod
    def of(cls, kept: Mapping[str, str] | str) -> Words:
        """The pair out of JSON; a single sentence, typed by a person or kept in one language only, serves both."""
        if isinstance(kept, str):
            return cls(th=kept, en=kept)
        th, en = kept.get("th", ""), kept.get("en", "")
        return cls(th=th or en, en=en or th)


def thai_digits(text: str) -> str:
    """Arabic digits written as Thai ones, as official documents want them."""
    return text.translate(_THAI_DIGITS)


def arabic_digits(text: str) -> str:
    """Thai digits written as Arabic ones, as computing wants them."""
    return text.translate(_ARABIC_DIGITS)
