"""Tests: what must hold, shown green and, by breaking it, red."""
