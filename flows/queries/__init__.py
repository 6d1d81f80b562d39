"""The package `flows.queries`; see `docs/architecture.md`."""
