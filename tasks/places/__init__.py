"""The package `tasks.places`; see `docs/architecture.md`."""
