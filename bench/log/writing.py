def measure(home, verdicts): pass
