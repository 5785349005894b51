"""Personal data before it leaves the house: in the text, and in every part of attached files.

Three tiers: stop (error), ask (warning), note (info).
"""
