"""Datasets as they were read, kept beside out/ until the next time."""
