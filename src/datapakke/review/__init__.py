"""The review page: all packets of a round in one static folder, looked through before approval."""
