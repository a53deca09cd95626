"""`cleanarticle stages`: what is looked for, in which languages."""

from __future__ import annotations

from typing import Any

import click

from .options import Type
from .output import write_stdout


class LanguageTag(Type):
    """The tag of a language that has a cue file; shells complete it."""

    name = "LANG"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The tag as it is, or a usage error that suggests one."""
        from difflib import get_close_matches

        from ..matcher import languages

        known = languages()
        if value not in known:
            names = {name.lower(): tag for tag, name in known.items()}
            near = names.get(value.lower()) or next(iter(get_close_matches(value, known, 1)), None)
            hint = f"did you mean {near!r}?" if near else f"known: {', '.join(sorted(known))}"
            self.fail(f"no cue file for the language {value!r}; {hint}", param, ctx)
        return value

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """The tags that begin so, with the languages' names."""
        from click.shell_completion import CompletionItem

        from ..matcher import languages

        return [CompletionItem(tag, help=name) for tag, name in languages().items() if tag.startswith(incomplete)]


@click.command("stages")
@click.option("--language", type=LanguageTag(), help="Show the cues of this language instead.")
def stages(language: str | None) -> None:
    """List the stages, a line each, and the languages that have a cue file."""
    write_stdout("".join(f"{line}\n" for line in (_cues(language) if language else _overview())).encode())


def _overview() -> list[str]:
    from ..matcher import languages
    from ..stages import ORDER

    width = max(len(stage.name) for stage in ORDER)
    lines = [f"{stage.name:<{width}}  {stage.summary}" for stage in ORDER]
    offered = _offered()
    if offered:
        lines += ["", f"installed, and used where `stages` in the configuration names them: {', '.join(offered)}"]
    names = [f"{name} ({tag})" for tag, name in sorted(languages().items(), key=lambda pair: pair[1])]
    return [*lines, "", f"{len(names)} languages: {', '.join(names)}"]


def _offered() -> list[str]:
    """Names of the third-party stages that are installed; none of them is loaded for it."""
    from importlib.metadata import entry_points

    from ..stage import ENTRY_POINTS

    return sorted({point.name for point in entry_points(group=ENTRY_POINTS)})


def _cues(language: str) -> list[str]:
    """Each concept and its cues in one language, from the cue file itself."""
    import tomllib

    from ..cues.compile import FOLDER
    from ..matcher import table

    file = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    says = table().concepts
    return [f"{concept} ({says.get(concept, '')}): {', '.join(cues)}" for concept, cues in file["cues"].items()]
