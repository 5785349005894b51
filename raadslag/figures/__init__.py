"""Indicators and figures that a case cites. The room stands empty until its issue comes."""
