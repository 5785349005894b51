"""The record on its way out: blocks to safe HTML, a record to PDF. Pure; knows no Django."""
