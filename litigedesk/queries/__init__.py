"""What screens read: one function per question, frozen rows; nothing here writes."""
