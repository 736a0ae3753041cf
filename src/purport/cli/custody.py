"""``purport verify``, ``log``, ``judge``, ``judgements``, ``dump``, ``export`` and ``import``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purport.cli import options, output

if TYPE_CHECKING:
    from purport.case import Case, Judgement, Verification
    from purport.case.judgements import Anchor

Author = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who does it; by default PURPORT_AUTHOR, or the login name.", show_default=False),
]


def verify(
    case: Annotated[
        Path,
        typer.Argument(metavar="CASE", help="The case's file, or what `purport export` wrote.", show_default=False),
    ],
    roots: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Certificates (PEM) of authorities, by which time stamps are proved.",
            show_default=False,
        ),
    ] = None,
    head: Annotated[
        str | None,
        typer.Option(
            metavar="HASH",
            help="What the log ended with before, as `purport log --head` printed it: it must still be there.",
            show_default=False,
        ),
    ] = None,
    json: options.Json = False,
) -> None:
    """Prove a case: its texts, the bytes that came in, its readings with every anchor, its judgements and its log.

    Of an exported case every file is proved against its list first. The first break is named (which row of what), and
    the exit status is 1. That rows were cut off at the end together with what they tell of shows only by --head.
    """
    from purport.case.export import case_of, is_bag, proved_bag

    if is_bag(case):
        proved_bag(case)
        with case_of(case) as place:
            _show_proof(str(case), place, roots, head, json)
    else:
        _show_proof(str(case), case, roots, head, json)


def _show_proof(name: str, case: Path, roots: Path | None, head: str | None, json: bool) -> None:
    from purport.case import Case

    show_verification(name, _verified(case, head), json)
    if roots is not None:
        with Case.open(case) as opened:
            for each in opened.stamps(roots):
                output.console().print(f"row {each.seq:,} of the log stamped at {each.time} ({each.authority})")


def _verified(case: Path, head: str | None = None) -> "Verification":
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from purport.case import Case

    console = output.console(errors=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with (
        Case.open(case) as opened,
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress,
    ):
        task = progress.add_task("proving")
        return opened.verify(lambda done: progress.update(task, description=f"{done:,} readings proved"), head=head)


def show_verification(name: str, found: "Verification", json: bool) -> None:
    """Print what was proved; ends the command with 1 where something does not hold."""
    import msgspec

    if json:
        output.write_line(msgspec.json.encode({**msgspec.to_builtins(found), "holds": found.holds}).decode())
    elif found.broken:
        output.console().print(f"{name}: BROKEN, {found.broken}", soft_wrap=True)
    else:
        counts = ", ".join(f"{count:,} {what}" for what, count in found.counts.items() if count)
        output.console().print(f"{name}: holds ({counts or 'empty'}); the log ends with {found.head}", soft_wrap=True)
    if not found.holds:
        raise typer.Exit(1)


def log(
    case: options.Case,
    head: Annotated[
        bool, typer.Option("--head", help="Its last hash alone, to be kept elsewhere for `purport verify --head`.")
    ] = False,
    json: options.Json = False,
) -> None:
    """Print the log of a case, oldest first: what was added, read, judged, exported or removed, when and by whom."""
    import msgspec

    from purport.case import Case

    with Case.open(case) as opened:
        if head:
            output.write_line(opened.head)
            return
        for entry in opened.log():
            if json:
                output.write_line(msgspec.json.encode(entry).decode())
            else:
                told = msgspec.json.decode(entry.detail)
                what = told.get("document") or told.get("verdict") or told.get("reason") or told.get("path") or ""
                line = f"{entry.seq:>6}  {entry.at}  {entry.author}  {entry.act}  {entry.subject[:12]}  {what}"
                output.console().print(line.rstrip(), soft_wrap=True)


def judge(
    case: options.Case,
    verdict: Annotated[
        str | None,
        typer.Argument(
            metavar="VERDICT",
            help="accept, correct or reject a record; same, not_same or undecided of two; withdrawn takes it back.",
            show_default=False,
        ),
    ] = None,
    record: Annotated[
        str | None,
        typer.Argument(
            metavar="RECORD",
            help="A statement or an incident: its document, # and its id or words that only it has.",
            show_default=False,
        ),
    ] = None,
    other: Annotated[str | None, typer.Argument(metavar="RECORD", help="The other of two.", show_default=False)] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why it is judged so.")] = None,
    correction: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="With correct: a field as it should be.", show_default=False),
    ] = None,
    of: Annotated[
        int | None,
        typer.Option(
            metavar="NUMBER", help="With withdrawn: the judgement that is taken back, whatever became of its record."
        ),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Judge what stands in a file (- for standard input): what `purport find --csv` or --json gave, each "
            "row or line with a verdict. VERDICT is that of lines that have none.",
            show_default=False,
        ),
    ] = None,
    author: Author = None,
) -> None:
    """Judge a statement or an incident, or whether two are the same; or many that stand in a file.

    Of two incidents it tells which were joined or parted. Nothing that was read is changed or deleted by it: your last
    judgement of a record stands, and it stays when the text is read anew. What is rejected is left out of `purport
    find` and `purport brief`, what is corrected is found and shown as corrected. `purport find` shows how records are
    named. --set takes kind, certainty, speaker … of a statement, type, mode, status, date, place … of an incident. A
    bad line of a file is named, the rest goes on, and the exit status is 1.
    """
    from purport.analysis.same_incident.changes import change
    from purport.case import Case
    from purport.case.corrections import unlocated
    from purport.cli.changes import show_change
    from purport.errors import OptionError, PurportError

    if file is not None:
        if record or of is not None or correction:
            raise OptionError("--from takes its records from the file; leave out RECORD, --of and --set")
        with Case.open(case) as opened:
            _judge_file(opened, file, verdict, reason, author)
        return
    if of is not None and (verdict != "withdrawn" or record or correction):
        raise OptionError("--of takes back one judgement; write `purport judge CASE withdrawn --of NUMBER`")
    fields = dict(map(_field, correction or ()))
    verdict = verdict and verdict.replace("-", "_")
    with Case.open(case) as opened:
        if of is not None:
            made = opened.withdraw(of, reason=reason, author=author)
        elif verdict is None or record is None:
            raise OptionError("give a verdict and a record, or a file with --from; see `purport judge --help`")
        else:
            made = opened.judge(verdict, record, other, correction=fields or None, reason=reason, author=author)
        before = None if made.replaces is None else opened.judgement(made.replaces)
        changed = change(opened, made)
    output.console().print(_line(made, before), soft_wrap=True)
    show_change(changed, made)
    if place := unlocated(made.correction or {}):
        output.say(
            PurportError(
                f"the gazetteer has no place {place!r}: it is kept as a name without coordinates, which place:NAME "
                "finds and no distance; if it is misspelt, correct it again"
            )
        )


def _judge_file(case: "Case", file: str, verdict: str | None, reason: str | None, author: str | None) -> None:
    from purport.case.verdict_files import Verdicts
    from purport.cli.cases import MUCH
    from purport.errors import InputError

    errors = output.Errors()
    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as stream:
            verdicts = Verdicts(stream, file, verdict, reason)
            judged = sum(1 for _ in errors.said(case.judging(verdicts, author=author)))
        if judged * MUCH >= len(case):
            case.gather_terms()
    except OSError as error:
        raise InputError(f"cannot be read: {(error.strerror or str(error)).lower()}", where=file) from None
    passed = f", {verdicts.passed_over:,} without a verdict" if verdicts.passed_over else ""
    failed = f", {errors.count:,} failed" if errors.count else ""
    output.console().print(f"{case.path}: {judged:,} judged{passed}{failed}", soft_wrap=True)
    if errors.any:
        raise typer.Exit(1)


def judgements(
    case: options.Case,
    past: Annotated[bool, typer.Option("--past", help="Those too that were taken back or replaced.")] = False,
    unfitting: Annotated[
        bool, typer.Option("--unfitting", help="Only those whose words no record stands on any longer.")
    ] = False,
    json: options.Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="A table, UTF-8.")] = False,
    annotated: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Instead write the documents that were reviewed whole to a file (.jsonl) as annotated texts, for "
            "`purport evaluate` and `purport train`.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Print the judgements of a case that stand, oldest first."""
    import msgspec

    from purport.case import Case

    with Case.open(case) as opened:
        if annotated is not None:
            _write_annotated(opened, annotated)
            return
        made = opened.judgements(past=past, unfitting=unfitting)
    if csv:
        output.write_table(made.rows())
        return
    for each in made:
        if json:
            output.write_line(msgspec.json.encode(each).decode())
        else:
            output.console().print(_line(each), soft_wrap=True)
    if not made and not json:
        output.console().print("no judgements")


def _write_annotated(case: "Case", path: Path) -> None:
    import msgspec

    lines = [msgspec.json.encode(each).decode() for each in case.annotated()]
    output.write_file(path, "".join(f"{line}\n" for line in lines))
    documents = f"{len(lines):,} document{'' if len(lines) == 1 else 's'}"
    output.console().print(f"{path}: {documents} of {len(case):,} reviewed whole", soft_wrap=True)


def remove(
    case: options.Case,
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="Its id, or its SHA-256.", show_default=False)],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why it is removed.", show_default=False)],
    author: Author = None,
) -> None:
    """Take a document's words out of a case for good; its hashes stay, with who removed it, when and why."""
    from purport.case import Case

    with Case.open(case) as opened:
        opened.remove(document, reason, author=author)
    output.console().print(f"{case}: {document} removed", soft_wrap=True)


def stamp(
    case: options.Case,
    url: Annotated[
        str, typer.Option(metavar="URL", help="The address of a time stamp authority (RFC 3161).", show_default=False)
    ],
    author: Author = None,
) -> None:
    """Have an authority stamp the log with the time: it proves that all of the case was there by then.

    The authority gets a hash, nothing else. Needs `pip install 'purport[stamps]'`.
    """
    from purport.case import Case

    with Case.open(case) as opened:
        given = opened.stamp(url, author=author)
    output.console().print(f"{case}: row {given.seq:,} of the log stamped at {given.time}", soft_wrap=True)


def export(
    case: options.Case,
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="A new folder, or a new file ending in .zip.", show_default=False)
    ],
    author: Author = None,
) -> None:
    """Write a whole case as a BagIt bag that another machine can prove and open.

    It holds the case itself, the bytes that came in, texts, readings and all else in open forms, and the provenance.
    """
    from purport.case import Case

    with Case.open(case) as opened:
        bag = opened.export(path, author=author)
    told = f"{bag.files:,} files, {bag.size:,} bytes; manifest {bag.manifest}; the log ends with {bag.head}"
    output.console().print(f"{path}: {told}", soft_wrap=True)


def import_case(
    bag: Annotated[
        Path, typer.Argument(metavar="PATH", help="What `purport export` wrote: a folder or a ZIP.", show_default=False)
    ],
    case: options.Case,
) -> None:
    """Take a case out of what was exported: every file is proved, then the case itself."""
    from purport.case.export import case_of, check_free, proved_bag, take_case

    check_free(case)  # before all that proving takes
    proved_bag(bag)
    with case_of(bag) as place:
        show_verification(str(bag), _verified(place), False)
    take_case(bag, case)
    output.console().print(f"{case}: the case", soft_wrap=True)


def dump(
    case: options.Case,
    times: Annotated[bool, typer.Option("--times", help="With clock times, chain hashes and time stamps.")] = False,
) -> None:
    """Print all of a case as JSON Lines, in a fixed order.

    Without --times, cases made of the same documents in the same order give the same lines.
    """
    from purport.case import Case

    with Case.open(case) as opened:
        for line in opened.dump(times=times):
            output.write_line(line.decode())


def _field(given: str) -> tuple[str, str]:
    from purport.errors import OptionError

    name, sign, value = given.partition("=")
    if not sign or not name.strip():
        raise OptionError(f"--set {given!r} is no field with its value; write --set kind=denial")
    return name.strip(), value.strip()


def _line(judgement: "Judgement", before: "Judgement | None" = None) -> str:
    """A judgement in words; ``before`` is the one that it takes the place of."""
    from purport.case.corrections import written

    subject, other = judgement.subject, judgement.other
    records = [_record(subject, judgement.document, judgement.record_id, judgement.who)]
    if other is not None:
        records.append(_record(other, judgement.other_document, judgement.other_record_id, judgement.other_who))
    fields = written(judgement.correction or {})
    parts = [f"{judgement.verdict}: {' and '.join(records)}", fields, judgement.reason]
    fits = "" if judgement.fits else " – no longer fits: the current reading has no record on these words"
    place = "" if before is None or judgement.verdict == "withdrawn" else f" – takes the place of {_short(before)}"
    return f"{judgement.id}  {'; '.join(filter(None, parts))} ({judgement.author}, {judgement.at}){place}{fits}"


def _short(judgement: "Judgement") -> str:
    from purport.case.corrections import written

    fields = written(judgement.correction or {})
    return f"{judgement.id}, {judgement.verdict}{f': {fields}' if fields else ''}"


def _record(anchor: "Anchor", document: str | None, record_id: str | None, who: str | None) -> str:
    words = anchor.quote if len(anchor.quote) <= 60 else anchor.quote[:59] + "…"
    named = f" of {who}" if who and anchor.record == "statement" else f" ({who})" if who else ""
    place = f"{document}#{record_id}" if document and record_id else document or anchor.source[:12]
    quoted = f" “{words}”" if words else ""
    return f"{anchor.record}{named}{quoted} in {place}"
