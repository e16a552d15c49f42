"""What several tests use: a miniature project, a fake lab, servers, browsers, made-up data."""
