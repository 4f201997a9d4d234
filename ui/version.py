"""Which version this is."""

from importlib.metadata import PackageNotFoundError, version

import typer


def find_version() -> str:
    """The version of the installed package; empty when the program runs from its source folder."""
    try:
        return version("leadloop")
    except PackageNotFoundError:
        return ""


def say_version(is_asked: bool) -> None:
    """The callback of --version: says it and ends the command."""
    if is_asked:
        typer.echo(f"leadloop {find_version() or '(not installed, run from its source folder)'}")
        raise typer.Exit
