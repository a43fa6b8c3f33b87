"""What views read: one model described by columns."""
