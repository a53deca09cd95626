"""`cleanarticle stages`: what is looked for, in which languages."""

from __future__ import annotations

import click


@click.command("stages")
def stages() -> None:
    """List the stages, a line each, and the languages that have a cue file."""
    from ..matcher import languages
    from ..stages import ORDER

    width = max(len(stage.name) for stage in ORDER)
    for stage in ORDER:
        click.echo(f"{stage.name:<{width}}  {stage.summary}")
    known = languages()
    click.echo(
        f"\n{len(known)} languages: "
        + ", ".join(f"{name} ({tag})" for tag, name in sorted(known.items(), key=lambda pair: pair[1]))
    )
