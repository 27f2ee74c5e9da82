"""What is typed about referrals."""

from referrals.forms.police import LetterForm, PaperLetterForm, ReportForm
from referrals.forms.receiving import AnswerForm, DeclineForm, RewriteForm
from referrals.forms.sending import ReferralForm, UrgentForm
from referrals.forms.visum import StepForm, TakeForm, VisumForm, WordsForm

__all__ = [
    "AnswerForm",
    "DeclineForm",
    "LetterForm",
    "PaperLetterForm",
    "ReferralForm",
    "ReportForm",
    "RewriteForm",
    "StepForm",
    "TakeForm",
    "UrgentForm",
    "VisumForm",
    "WordsForm",
]
