"""The package `flows.runtime`; see `docs/architecture.md`."""
