"""What a key is for. Each purpose has a root of its own, so that one lost root opens one kind of thing."""

from enum import StrEnum


class Purpose(StrEnum):
    CASE = "case"
    EVIDENCE = "evidence"
    LOCATION = "location"
    INDEX = "index"
    AUDIT = "audit"
