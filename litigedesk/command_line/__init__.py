"""The commands of ``python -m litigedesk``, one module per family; no Qt and nothing heavy to import."""
