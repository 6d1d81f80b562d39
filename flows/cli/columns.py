"""The option `--map FIELD=COLUMN` of the commands that read records. Terminal."""

from typing import Any

import click

from tasks.inputs import explain_columns


def _read_columns(_context: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Field → column; a usage error that lists the fields where a name is none."""
    columns: dict[str, str] = {}
    for pair in given:
        name, equals, column = pair.partition("=")
        if not equals:
            raise click.BadParameter(f"{pair!r} is no FIELD=COLUMN", param=parameter)
        if name in columns:
            raise click.BadParameter(f"{name}: is given twice", param=parameter)
        columns[name] = column
    if fault := explain_columns(columns):
        raise click.BadParameter(fault, param=parameter)
    return columns


def map_option(function: Any) -> Any:
    """Adds the option to a command, as the parameter `columns`."""
    option = click.option(
        "--map",
        "columns",
        multiple=True,
        metavar="FIELD=COLUMN",
        callback=_read_columns,
        help="The column of tables and JSON lines that holds a field, such as title=headline; repeatable.",
    )
    return option(function)
