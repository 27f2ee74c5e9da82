"""Backups: one archive for each database, with the sealed files that belong to it; never a root, never a wrap.

folders     where backups lie, so that nothing that opens them is ever kept beside them
archive     one archive: members, then a manifest with the digest of each
databases   copies of all databases, of one moment
sqlite, postgresql   how each kind is held still, copied and put back
"""
