"""Says whether a text names a place that must not be named. It is the one process that holds every location.

`recogniser` answers for a text and the known places, `holding` opens and keeps them, `line` is the local socket,
`port` is what the gate speaks to, `looking` reads what has left or waits.
"""
