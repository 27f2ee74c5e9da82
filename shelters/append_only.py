"""What a house event stands for stays as it was written: who, where, when, about whom, and what was asked about it.

The log's entry holds a digest over it, so that whoever drops these triggers is found; they keep whoever has the
application's rights from trying. Digests are set once, when the event's rows are written; what is sealed under a
house's key may be sealed anew (key rotation), and nothing is ever removed.
"""

from __future__ import annotations

from audit.triggers import AsWritten

AS_WRITTEN = AsWritten(
    "shelters",
    final=("shelters_referencecase",),
    fixed={
        "shelters_housereference": ("id", "house_id", "case_id", "staff_id", "act", "houses", "salt", "at"),
        "shelters_referencereason": ("id", "reference_id", "house_id"),
        "shelters_housequestion": ("id", "asked", "quietly", "by", "file", "at", "due", "reference_id"),
        "shelters_housequestionstep": ("id", "question_id", "kind", "by", "at"),
    },
    kept=(
        "shelters_housereference",
        "shelters_referencereason",
        "shelters_housequestion",
        "shelters_housequestionstep",
    ),
    once={"shelters_housereference": "digests"},
    unique={
        "shelters_referencereason": (("reference_id",),),
        "shelters_housequestionstep": (("question_id", "kind"),),
    },
)
install, remove = AS_WRITTEN.install, AS_WRITTEN.remove
