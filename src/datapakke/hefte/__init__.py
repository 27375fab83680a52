"""The meeting booklet: a meeting's municipalities side by side, for the county's own use."""
