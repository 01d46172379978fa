"""Letters and memos on paper."""

from huangyai.office.documents.papers import correction_rows, official_day, paper_docx, paper_pdf

__all__ = ["correction_rows", "official_day", "paper_docx", "paper_pdf"]
