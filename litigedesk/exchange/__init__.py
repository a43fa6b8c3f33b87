"""What leaves for other programs or comes from them: bytes in, bytes out."""
