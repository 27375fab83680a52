"""The answer sheet: a form that goes with each packet, and what comes back in it."""
