"""The fixed choices of referrals: everything that is said in a code may leave at once, free text may not."""
