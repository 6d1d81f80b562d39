"""The group `feeds`, whose commands are imported when they are called. Terminal: click only."""

import click

from flows.cli.lazy_group import LazyGroup, examples

FEED_COMMANDS = {
    "add": ("flows.cli.feed_commands:add_command", "Watch a feed; for a site, the main feed that it announces."),
    "check": (
        "flows.cli.feed_commands:check_command",
        "Poll every watched feed now and show its answer; changes nothing.",
    ),
    "export": ("flows.cli.feed_commands:export_command", "Write the watch list as OPML."),
    "import": ("flows.cli.feed_commands:import_command", "Watch every feed of an OPML file."),
    "list": ("flows.cli.feed_commands:list_command", "Show the watch list: status, next poll, entries a day."),
    "remove": (
        "flows.cli.feed_commands:remove_command",
        "Stop watching a feed (its address, or its id); its articles stay.",
    ),
}


@click.group(
    "feeds",
    cls=LazyGroup,
    lazy_commands=FEED_COMMANDS,
    epilog=examples(
        "dateline feeds add news.example",
        "dateline feeds import subscriptions.opml",
        "dateline feeds list",
    ),
)
def feeds_group() -> None:
    """Manage the watch list: the feeds that are polled."""
