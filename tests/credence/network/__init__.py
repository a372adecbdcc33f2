"""Exact inference against enumeration, closed forms and other engines."""
