"""Opens, migrates, checks, queries and publishes the database."""
