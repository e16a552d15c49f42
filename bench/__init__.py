"""Benchmarks of the project itself: how fast it is, and how much of what is changed its checks see."""
