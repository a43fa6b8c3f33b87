"""The user’s data in a form that outlives the program: pages for browsers, tables for spreadsheets, one document for programs."""
