"""A dozen living cases and more, at every stage, played through the same actions that people use.

`stories` says what happened to whom, how far it has gone and when; the other modules hold the steps, each done by the
person who does it in life. The steps of all stories are played in the order of their moments, so the log grows as it
would have grown.
"""

from datetime import timedelta

from demo.living.covering import read_in_cover
from demo.living.emergencies import approve_cover, fill_roster
from demo.living.playing import play, timeline
from demo.living.stories import STORIES, people

__all__ = ["BEGAN", "STORIES", "approve_cover", "fill_roster", "people", "play", "read_in_cover", "timeline"]

BEGAN = timedelta(days=9)  # how far back the city was made: before the oldest living case
