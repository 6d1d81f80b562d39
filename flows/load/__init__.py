"""The package `flows.load`; see `docs/architecture.md`."""
