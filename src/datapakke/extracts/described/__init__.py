"""Files that are described in the register: from the description to the dataset's own columns."""
