"""What the law says: pure functions over ``resources/law/*.toml``.

Facts are handed in, nothing is fetched, no clock is read.
"""
