"""`huangyai`: one command with lazy subcommands. An engine's command imports neither Django nor a database driver."""

from huangyai.cli.main import main

__all__ = ["main"]
