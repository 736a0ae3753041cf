"""``purport demo``."""

from pathlib import Path
from typing import Annotated

import typer

from purport.cli import cases, output

# Where samples are put, and where in the package they are.
_SAMPLES = {
    ".": ("samples",),
    "annotated": ("evaluation", "samples"),
    "accounts": ("analysis", "samples"),
    "periodicals": ("analysis", "samples", "periodicals"),
}


def demo(
    out: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where to put the samples, the case and the brief.", file_okay=False)
    ] = Path("purport-demo"),
    samples_only: Annotated[
        Path | None,
        typer.Option(
            "--samples",
            metavar="FOLDER",
            help="Only copy all samples that the documentation uses to this folder.",
            file_okay=False,
            show_default=False,
        ),
    ] = None,
) -> None:
    """Build a case from sample reports about an invented conflict, print its brief and write it as one HTML file."""
    if samples_only is not None:
        for path in copy_all_samples(samples_only):
            typer.echo(path)
        return
    from purport.brief import compose, to_terminal
    from purport.case import Case
    from purport.sources import documents

    samples = copy_samples(out)
    copy_samples(out / "annotated", "evaluation", "samples")
    typer.echo(f"{out}: {len(samples)} files with sample reports, all invented")
    place = out / "demo.purport"
    with Case.open(place, create=True) as case:
        failed = cases.add_documents(case, documents(samples))
        brief = compose(case)
    page = out / "brief.html"
    cases.write_html(brief, page)
    console = output.console()
    console.print()
    console.print(to_terminal(brief))
    console.print(f"\nThe same as one page: {page}", soft_wrap=True)
    console.print(f"Look further:         purport find {place} prison", soft_wrap=True)
    console.print(f"One report by itself: purport read {samples[0]}", soft_wrap=True)
    console.print(f"How well it reads:    purport evaluate {out / 'annotated'}", soft_wrap=True)
    if failed:
        raise typer.Exit(1)


def copy_all_samples(folder: Path) -> list[Path]:
    """Copy every sample of the package to a folder, made where there is none; their paths. Raises PurportError."""
    return [path for below, inside in _SAMPLES.items() for path in copy_samples(folder / below, *inside)]


def copy_samples(folder: Path, *inside: str) -> list[Path]:
    """Copy samples to a folder, made where there is none; their paths. Raises PurportError.

    ``inside`` says where in the package they are: the reports, if nothing else.
    """
    from importlib import resources

    from purport.errors import PurportError

    copies = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        samples = resources.files("purport").joinpath(*(inside or ("samples",)))
        for sample in sorted(samples.iterdir(), key=lambda sample: sample.name):
            if sample.is_file():
                copies.append(folder / sample.name)
                copies[-1].write_bytes(sample.read_bytes())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PurportError(f"cannot be written: {reason}. Name another folder with --out.", where=str(folder)) from None
    return copies
