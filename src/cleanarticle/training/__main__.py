"""`python -m cleanarticle.training CORPUS... -o model.json`: fit the model on labelled corpora."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from .corpus import Labelled, fold_of, label, read_jsonl
from .planting import STYLES, plant
from .thinning import thin


def labelled_documents(
    paths: tuple[Path, ...], folds: tuple[int, int] | None, pages: bool, style: str
) -> Iterator[Labelled]:
    """All labelled texts of the files; with folds=(K, N), those whose site is not in fold K of N.

    Files of training blocks (records with a `category`) are planted, all of them together; style: see `plant`.
    """
    blocks = []
    for path in paths:
        for record in read_jsonl(path):
            if folds and fold_of(record, folds[1]) == folds[0]:
                continue
            if "category" in record:
                blocks.append(record)
            elif pages or record.get("variant") != "page":
                yield label(record)
    for record in plant(blocks, style=style):
        yield thin(label(record)._replace(planted=True), record["id"])


def labelled_pages(paths: tuple[Path, ...], folds: tuple[int, int] | None) -> Iterator[Labelled]:
    """All labelled web pages of the files (records with `html`); folds: see `labelled_documents`."""
    from .pages import label_page

    for path in paths:
        for record in read_jsonl(path):
            if not folds or fold_of(record, folds[1]) != folds[0]:
                yield label_page(record)


@click.command()
@click.argument("corpus", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o", "output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where the model goes."
)
@click.option("--fold", metavar="K/N", help="Leave out the records whose site falls into fold K of N.")
@click.option("--pages/--no-pages", default=False, help="Fit on whole pages too, not only on articles.")
@click.option("--html", is_flag=True, help="Fit the model of web pages, on records with HTML.")
@click.option("--rounds", default=90, show_default=True, help="Rounds of L-BFGS.")
@click.option("--hidden", default=20, show_default=True, help="Number of hidden units; 0 fits a linear model.")
def main(
    corpus: tuple[Path, ...], output: Path, fold: str | None, pages: bool, html: bool, rounds: int, hidden: int
) -> None:
    """Fit the cleaner's weights on labelled articles (JSON Lines, gzipped or not)."""
    from .average import average
    from .fit import Settings, fit_model

    folds = None
    if fold:
        chosen, count = map(int, fold.split("/"))
        folds = (chosen, count)
    if html:
        from .pages import SETTINGS

        model = fit_model(labelled_pages(corpus, folds), SETTINGS)
    else:
        settings = Settings(rounds=rounds, hidden=hidden)
        model = average([fit_model(labelled_documents(corpus, folds, pages, style), settings) for style in STYLES])
    output.write_text(json.dumps(model, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
