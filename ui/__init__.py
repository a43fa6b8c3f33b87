"""The window: PySide6 screens over the core; nothing here that a lawyer would argue about."""
