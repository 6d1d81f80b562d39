"""The package `flows.acquire`; see `docs/architecture.md`."""
