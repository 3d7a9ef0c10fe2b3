"""The command line: one file per command, loaded when it is used.

Data goes to stdout, talk to stderr. Exit codes: 0 done, 1 failed, 2 your input.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from beatreel._version import __version__

# name → (module, one line for --help); in the order of a film's life.
COMMANDS: dict[str, tuple[str, str]] = {
    "render": ("render", "Make a film from a song."),
    "demo": ("demo", "Make a film from the bundled demo song."),
    "check": ("check", "Say whether a song will be accepted, and how it could be better."),
    "prompt": ("prompt", "Show what a prompt is understood as."),
    "styles": ("styles", "List the style presets, or see one's own prompt in all of them."),
    "analyze": ("analyze", "Hear a song: tempo, beats, segments, key moments, energy."),
    "plan": ("plan", "Plan the scenes only, as JSON to edit and give back."),
    "submit": ("submit", "Put songs into the queue and return at once."),
    "watch": ("watch", "Turn songs that are dropped into folders into films."),
    "daw": ("daw", "Have DAWs hand their exports to beatreel."),
    "jobs": ("jobs", "List, show, cancel, pause, resume and retry jobs."),
    "service": ("service", "Run, start, stop and watch the service that works off the queue."),
    "scenes": ("scenes", "List the scenes of a job, or split, merge, swap, move and lock them."),
    "redo": ("redo", "Make a new still or clip for a scene."),
    "takes": ("takes", "List the takes of a scene, or use another one."),
    "cover": ("cover", "List what could be the cover, or choose another one."),
    "replace": ("replace", "Make a film anew for a newer version of its song, with the same scenes."),
    "correct": ("correct", "Correct what was heard of a film's song: tempo, beats, bars."),
    "undo": ("undo", "Take the last edit back."),
    "export": ("export", "Make platform files from a finished job."),
    "credits": ("credits", "Show credits and their history, or add some."),
    "studio": ("studio", "Serve the Studio page and the HTTP API."),
    "validate": ("validate", "Check any video against a platform's rules."),
    "events": ("events", "Show the event stream."),
    "plugins": ("plugins", "List plugins, what they provide, and what is broken."),
    "doctor": ("doctor", "Show what works on this machine."),
}


class LazyGroup(click.Group):
    """Imports a command's module only when that command runs, so ``--help`` stays light."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"beatreel.cli.{COMMANDS[name][0]}").command
        command.name = name
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        import difflib

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else " See: beatreel --help"
            raise click.UsageError(f"There is no command “{args[0]}”.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="beatreel")
@click.option("--verbose", "-v", is_flag=True, help="Log what happens to stderr.")
def group(verbose: bool) -> None:
    """A song goes in; a finished, beat-synced music video comes out.

    Begin with: beatreel render SONG --prompt "a neon alley in the rain, cold blue light, slow push forward"
    """
    import logging

    logging.basicConfig(level=logging.INFO if verbose else logging.ERROR, format="%(levelname)s %(name)s: %(message)s")


def main() -> None:
    """Run the command line; turn errors into one plain sentence, the next thing to do, and an exit code."""
    import gc

    from beatreel.core.errors import BeatreelError

    gc.set_threshold(
        20_000, 20, 20
    )  # what is loaded stays: looking for what does not takes an eighth of the time of starting
    try:
        group.main(standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        click.echo("Stopped. Run the same command again to go on.", err=True)
        sys.exit(130)
    except BeatreelError as error:
        click.echo(f"{error.message}", err=True)
        if error.hint:
            click.echo(f"→ {error.hint}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.exit(1)
