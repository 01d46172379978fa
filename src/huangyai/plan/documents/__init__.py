"""A project's money on paper."""

from huangyai.plan.documents.disbursement import disbursement_pdf
from huangyai.plan.documents.request_memo import request_memo_pdf

__all__ = ["disbursement_pdf", "request_memo_pdf"]
