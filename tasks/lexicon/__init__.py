"""The package `tasks.lexicon`; see `docs/architecture.md`."""
