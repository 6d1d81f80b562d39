"""The command `dateline`: its commands by name, each imported when it is called. Terminal: click only."""

import sys

import click

from flows.cli.lazy_group import LazyGroup, examples

# Where each command is defined, and its line in `dateline --help`: the first sentence of its docstring (a test
# compares the two).
COMMANDS = {
    "backfill": ("flows.cli.archive:backfill_command", "Load a large collection; repeat the command to resume."),
    "diff": ("flows.cli.versions:diff_command", "Show what changed between two versions of an article."),
    "doctor": ("flows.cli.doctor:doctor_command", "Check the installation, the models and the warehouse."),
    "entity": ("flows.cli.entities:entity_group", "Show an entity, or correct it: merge, split, rename, undo."),
    "feeds": ("flows.cli.feeds:feeds_group", "Manage the watch list: the feeds that are polled."),
    "ingest": ("flows.cli.ingest:ingest_command", "Load files, folders, globs and addresses, once."),
    "maintain": ("flows.cli.watch:maintain_command", "Compact the database and apply the retention of the archive."),
    "names": ("flows.cli.names:names_command", "Say whether two names are spellings of one name, and why."),
    "recheck": ("flows.cli.watch:recheck_command", "Fetch again the pages that are due."),
    "reprocess": ("flows.cli.archive:reprocess_command", "Make articles anew from the archive with today's code."),
    "run": ("flows.cli.watch:run_command", "Poll the feeds that are due, once."),
    "schedule": ("flows.cli.watch:schedule_command", "Run, recheck and maintain at intervals until stopped."),
    "search": ("flows.cli.stories:search_command", "Find articles that contain all the WORDS."),
    "sql": ("flows.cli.shell:sql_command", "Run SQL on the published copy of the database."),
    "story": ("flows.cli.stories:story_command", "Show a story: its articles, sources and entities."),
    "verify": (
        "flows.cli.archive:verify_command",
        "Replay the archive and compare every table with the published one.",
    ),
}


@click.group(
    cls=LazyGroup,
    lazy_commands=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples(
        "dateline ingest             load the seed documents",
        "dateline ingest ~/clips     load a folder",
        'dateline sql "from articles select title, published_at"',
    ),
)
@click.version_option(package_name="dateline", prog_name="dateline")
def main() -> None:
    """Turn news into SQL tables whose every row points at the words it came from."""


if __name__ == "__main__":
    sys.exit(main())
