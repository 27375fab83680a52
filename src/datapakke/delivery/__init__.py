"""From built to received: looked through, approved, and sent once to the right one."""
