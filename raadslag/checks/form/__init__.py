"""Lists, numbering, attachments, decisions, language, letters."""
