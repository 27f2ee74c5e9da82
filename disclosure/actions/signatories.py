"""In what capacity a person signs."""

from __future__ import annotations

from access.models import Staff
from audit.action import action
from disclosure.models import Signatory


@action("signatory.register")
def register_signatory(staff: Staff, *, office: str, nip: str = "", by) -> Signatory:
    """Notes what is printed under the person's signatures."""
    signatory = Signatory.objects.filter(staff=staff).first() or Signatory(staff=staff)
    signatory.office, signatory.nip = office, nip
    signatory.save()
    return signatory
