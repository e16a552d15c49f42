"""The built site. The only room that knows MkDocs."""
