"""What may be signed by whom, what stands under a signature, which number a paper gets."""

from huangyai.office.rules.corrected import Corrected, require_correction
from huangyai.office.rules.fingerprint import fingerprint
from huangyai.office.rules.numbering import number_text, number_year
from huangyai.office.rules.signature_block import Standing, Way, signature_block
from huangyai.office.rules.tenure import Term, require_free, require_term
from huangyai.office.rules.withdrawal import require_withdrawal_reason

__all__ = [
    "Corrected",
    "Standing",
    "Term",
    "Way",
    "fingerprint",
    "number_text",
    "number_year",
    "require_correction",
    "require_free",
    "require_term",
    "require_withdrawal_reason",
    "signature_block",
]
