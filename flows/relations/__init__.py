"""The package `flows.relations`; see `docs/architecture.md`."""
