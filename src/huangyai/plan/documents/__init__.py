"""A project's money on paper."""

from huangyai.plan.documents.disbursement import disbursement_pdf

__all__ = ["disbursement_pdf"]
