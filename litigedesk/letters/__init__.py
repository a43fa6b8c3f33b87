"""Letters: facts handed in become text, text becomes blocks, blocks become ``.docx`` and ``.pdf``; nothing is fetched here."""
