"""Call-back scripts: read them, check them, and run one conversation."""
