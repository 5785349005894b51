"""The law behind the house's reasons: per rule and kind of body the paragraph, the words, the source."""
