"""Verified copies of a data folder: made beside, checked, renamed; older ones are thinned only after a new one is known good.

A copy is a SQLite file, ``litigedesk-2027-03-01-100203.sqlite``, and the kept files that its records name, in ``fichiers/``
beside it. Kept files never change, so all copies of a place share them: hard links in the data folder, where they take no room.
"""
