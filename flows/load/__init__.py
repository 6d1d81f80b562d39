"""Takes inputs into the archive and the archive into the tables, with worker processes in between."""
