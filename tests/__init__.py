"""Tests, one folder for each room, and laws, whole outputs and walks beside them."""
