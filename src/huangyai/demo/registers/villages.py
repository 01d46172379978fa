"""The ten villages of the example sub-district: real names and codes, invented positions and sizes."""

from __future__ import annotations

from dataclasses import dataclass

TAMBON_CODE = "220108"
TAMBON_TH = "บางกะจะ"


@dataclass(frozen=True, slots=True)
class Village:
    """หมู่บ้าน. The code tells them apart: two share a name. `share`: its part of all households."""

    code: str
    moo: int
    name: str
    name_en: str
    latitude: float
    longitude: float
    share: float


# Names and codes are facts of the public register of villages. The positions are synthetic points around
# 12.563 N, 102.056 E, right enough for a demonstration map and for nothing else.
VILLAGES: tuple[Village, ...] = (
    Village("22010801", 1, "บ้านบางกะจะ", "Ban Bang Kacha", 12.5730, 102.0790, 0.15),
    Village("22010802", 2, "บ้านพานสลุด", "Ban Phan Salut", 12.5700, 102.0640, 0.11),
    Village("22010803", 3, "บ้านทำเนียบ", "Ban Thamniap", 12.5585, 102.0735, 0.10),
    Village("22010804", 4, "บ้านเก่า", "Ban Kao", 12.5490, 102.0620, 0.09),
    Village("22010805", 5, "บ้านเส", "Ban Se", 12.5430, 102.0480, 0.07),
    Village("22010806", 6, "บ้านในสวน", "Ban Nai Suan", 12.5790, 102.0500, 0.10),
    Village("22010807", 7, "บ้านพานสลุด", "Ban Phan Salut", 12.5665, 102.0565, 0.10),
    Village("22010808", 8, "บ้านดอนทราย", "Ban Don Sai", 12.5560, 102.0430, 0.12),
    Village("22010809", 9, "บ้านเขาน้อย", "Ban Khao Noi", 12.5700, 102.0360, 0.09),
    Village("22010810", 10, "บ้านท่าแฉลบ", "Ban Tha Chalaep", 12.5340, 102.0690, 0.07),
)

VILLAGE_BY_CODE: dict[str, Village] = {village.code: village for village in VILLAGES}
