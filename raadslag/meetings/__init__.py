"""Meetings: plan, agenda, notice, attendance, decisions."""
