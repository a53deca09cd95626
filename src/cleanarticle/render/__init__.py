"""How results are shown. The only place that prints untrusted text."""

FORMS = ("text", "markdown", "html")
"""What a clean body can be written as."""
