"""The store analysed: the ledger of what was asked, promised, planned and threatened, dyads, networks, positions.

Everything here works over deeds (``record.py``): what several reports tell of one happening counts once where the store
is linked, and each event counts for itself where it is not. Every number keeps the ids of the events behind it.
"""
