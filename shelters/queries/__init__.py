"""Reads of this package: what its pages are made of, after a policy has decided who may look."""
