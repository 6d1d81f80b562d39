"""The top floor: Prefect flows, the command line and settings; nothing else reads the environment or the clock."""
