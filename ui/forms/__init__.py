"""Forms by hand, field by field, over shared editors."""
