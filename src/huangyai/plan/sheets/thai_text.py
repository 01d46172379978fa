"""Thai text as old books and old fonts leave it, made readable."""

from __future__ import annotations

import unicodedata

# Word processors of the 1990s stored raised and lowered vowel and tone marks at these private code points
# (Windows Thai glyph set); no font of today draws them.
_SHIFTED = str.maketrans(
    {
        "\uf700": "ฐ", "\uf70f": "ญ",
        "\uf701": "ิ", "\uf702": "ี", "\uf703": "ึ", "\uf704": "ื",
        "\uf705": "่", "\uf706": "้", "\uf707": "๊", "\uf708": "๋", "\uf709": "์",
        "\uf70a": "่", "\uf70b": "้", "\uf70c": "๊", "\uf70d": "๋", "\uf70e": "์",
        "\uf710": "ั", "\uf711": "ํ", "\uf712": "็",
        "\uf713": "่", "\uf714": "้", "\uf715": "๊", "\uf716": "๋", "\uf717": "์",
        "\uf718": "ุ", "\uf719": "ู", "\uf71a": "ฺ",
        "\u00a0": " ", "\ufeff": "",
    }
)  # fmt: skip
_TONES = "่้๊๋"


def repair_thai(text: str) -> str:
    """The same words with marks that today's fonts draw: private code points replaced, สระอำ in one piece."""
    text = unicodedata.normalize("NFC", text.translate(_SHIFTED))
    text = text.replace("ํา", "ำ")
    for tone in _TONES:
        text = text.replace(f"ํ{tone}า", f"{tone}ำ")
    # Other controls would be refused by a spreadsheet or drawn as boxes.
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) != "Cc").strip()
