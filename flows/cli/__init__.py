"""The package `flows.cli`; see `docs/architecture.md`."""
