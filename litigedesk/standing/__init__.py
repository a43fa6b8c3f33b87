"""Where each dispute stands on a day, kept in step with the data: in memory, and in a file that can be thrown away."""
