"""How hard the generated tests try, by the environment variable HYPOTHESIS_PROFILE."""

import os

from hypothesis import settings

# Files there are only type-checked; some are wrong on purpose.
collect_ignore = ["typing"]

# No deadline: a slow machine is not a wrong result. On a build server the same code must give the
# same answer every time; on a desk each run looks at new examples.
settings.register_profile(
    "quick", max_examples=50, deadline=None, print_blob=True, derandomize="CI" in os.environ
)
settings.register_profile("thorough", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
