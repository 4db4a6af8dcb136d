"""Property tests draw the same examples every time: a failure is never a matter of luck."""

from hypothesis import settings

settings.register_profile("core", max_examples=30, deadline=None, derandomize=True)
settings.load_profile("core")
