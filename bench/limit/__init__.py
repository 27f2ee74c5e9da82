"""The least the promise costs: SQL by hand, the grant checked in it, bare AES-GCM, one durable log row."""
