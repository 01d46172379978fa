"""An assembly on paper: the sign-in sheet, the ballot papers, the minutes."""

from huangyai.assembly.documents.ballot_papers import ballot_papers_document
from huangyai.assembly.documents.code_slips import code_slips_document
from huangyai.assembly.documents.minutes import minutes_docx, minutes_draft, minutes_pdf
from huangyai.assembly.documents.sign_in_sheet import sign_in_sheet_document

__all__ = [
    "ballot_papers_document",
    "code_slips_document",
    "minutes_docx",
    "minutes_draft",
    "minutes_pdf",
    "sign_in_sheet_document",
]
