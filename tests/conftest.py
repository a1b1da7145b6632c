"""For all tests: no drawn example is refused for the time it took (a test never asserts a time)."""

from hypothesis import settings

settings.register_profile("without_a_clock", deadline=None)
settings.load_profile("without_a_clock")
