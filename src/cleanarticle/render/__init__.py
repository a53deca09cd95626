"""How results are shown. The only place that prints untrusted text."""
