"""Tests of the machine that `make playground` has built."""
