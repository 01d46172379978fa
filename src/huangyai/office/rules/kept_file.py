"""Which files are kept as papers: scans and photos, nothing that a computer would run."""

from __future__ import annotations

import hashlib

from huangyai.kernel import Refusal

LARGEST_FILE = 10 * 1024 * 1024
_BEGINNINGS = ((b"%PDF-", "application/pdf"), (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"))


def require_paper_or_photo(content: bytes) -> str:
    """The content type of a PDF, JPEG or PNG by how it begins, whatever its name says; anything else is refused."""
    if len(content) > LARGEST_FILE:
        raise Refusal(
            "file-too-large",
            th="ไฟล์ใหญ่กว่า 10 MB โปรดสแกนให้ละเอียดน้อยลง หรือแบ่งเป็นหลายไฟล์",
            en="The file is larger than 10 MB; scan it more coarsely, or in several files.",
        )
    for beginning, content_type in _BEGINNINGS:
        if content.startswith(beginning):
            return content_type
    raise Refusal(
        "not-a-paper",
        th="แนบได้เฉพาะไฟล์ PDF หรือภาพ JPEG, PNG โปรดสแกนหรือถ่ายภาพเอกสารแล้วแนบใหม่",
        en="Only a PDF, or a JPEG or PNG picture, can be attached; scan or photograph the paper and attach that.",
    )


def digest_of(content: bytes) -> str:
    """The digest (SHA-256) of a file, so that the kept one can be compared with another copy."""
    return hashlib.sha256(content).hexdigest()
