"""Letters and memos on paper."""

from huangyai.office.documents.memos import Endorsement, Memo, memo_pdf
from huangyai.office.documents.papers import correction_rows, official_day, paper_docx, paper_pdf

__all__ = ["Endorsement", "Memo", "correction_rows", "memo_pdf", "official_day", "paper_docx", "paper_pdf"]
