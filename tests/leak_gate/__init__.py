"""The leak gate's sentences: a half to tune the matcher by, and a held-out half to judge it by."""
