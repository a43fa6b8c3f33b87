"""What the user can do: one function is one transaction and one named undo step; it says what kinds of data changed."""
