"""HiGHS without a word: by itself it prints a banner where a command prints its results."""

import highspy


class Quiet(highspy.Highs):
    """A solver that prints nothing and uses one thread, so that it does the same each time."""

    def __init__(self) -> None:
        """Make it; HiGHS' own turns on callbacks, by which it prints, and we have none."""
        super().__init__()  # type: ignore[no-untyped-call]
        self.setOptionValue("threads", 1)

    def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS' own name
        """Silence it instead: the first thing that is done to it."""
        self.setOptionValue("output_flag", False)  # noqa: FBT003 - HiGHS' own form
