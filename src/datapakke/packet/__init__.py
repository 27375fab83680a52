"""From published figures to a Packet: chapters, comparisons in words, questions."""
