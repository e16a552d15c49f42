"""Pages are tests: see `host0.run.plugin`."""

pytest_plugins = ["host0.run.plugin"]
