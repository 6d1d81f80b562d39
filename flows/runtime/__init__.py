"""Settings, data directory, clock, errors and the Prefect server of a process."""
