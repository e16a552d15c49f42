"""Pages as they are written: their text, steps, snippets and placeholders. Knows neither Docker nor MkDocs."""
