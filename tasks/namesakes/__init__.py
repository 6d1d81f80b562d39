"""Names and persons: matches names, disambiguates namesakes. See `docs/architecture.md`."""
