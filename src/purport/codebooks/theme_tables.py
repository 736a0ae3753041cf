"""Themes from TOML: the form they are written in, and the rules they keep."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from purport.codebooks.actor_tables import CodebookFile, contents, named_in
from purport.codebooks.languages import language_fault
from purport.codebooks.theme_patterns import Lists, MarkPattern, Pattern, Sequence, pattern, sequence
from purport.codebooks.themes import WITHIN, Near, ThemeDefinition
from purport.errors import CodebookError

TABLE, EXTENDING, LISTS, WITHOUT = "theme", "extends_theme", "word_list", "without_themes"
ALL = "*"
ENGLISH = "en"
_CODE = re.compile(r"[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_TEXTS = ("name", "definition", "parent")
_SENTENCES = ("include", "exclude", "examples_for", "examples_against")
_PATTERNS = ("records", "but_not", "unless")
_KEYS = (*_TEXTS, *_SENTENCES, *_PATTERNS, "words", "near", "similar")
_NEAR_KEYS = ("all", "unless", "within")
_MATCHERS = ("words", "near", "records", "similar")

Row = dict[str, Any]


def themes_of_files(ours: tuple[CodebookFile, ...], own: tuple[CodebookFile, ...]) -> dict[str, ThemeDefinition]:
    """The themes of our files and of one's own, by code. Raises CodebookError, naming the file and the theme."""
    rows: dict[str, Row] = {}
    homes: dict[str, str] = {}
    read = [(file.where, contents(file), file in ours) for file in (*ours, *own)]
    lists = _word_lists([(where, data) for where, data, _ in read])
    of_ours = {code for _, data, is_ours in read if is_ours for code in data.get(TABLE, {})}
    ours_left: set[str] = set()  # those that no file of one's own has replaced
    for where, data, is_ours in read:
        with named_in(where):
            if not is_ours:
                for code in _without(data, of_ours):
                    rows.pop(code, None)
            for code, row in _rows(data, TABLE):
                if code in rows and (is_ours or code not in ours_left):
                    raise CodebookError(
                        f"two themes have the code {code!r}, the other in {homes[code]}; rename one, or add to the "
                        f"other under [{EXTENDING}.{code}]"
                    )
                _check_row(code, row, _KEYS)
                rows[code], homes[code] = row, where
                (ours_left.add if is_ours else ours_left.discard)(code)
    for where, data, _ in read:
        with named_in(where):
            for code, row in _rows(data, EXTENDING):
                if code not in rows:
                    raise CodebookError(
                        f"the theme {code!r} is extended but stands nowhere; `purport codebook themes` lists the codes"
                    )
                _check_row(code, row, [key for key in _KEYS if key not in (*_TEXTS, "similar")])
                rows[code], homes[code] = _joined(rows[code], row), f"{homes[code]}, {where}"
    made: dict[str, ThemeDefinition] = {}
    for code, row in rows.items():
        with named_in(homes[code]):
            made[code] = _theme(code, row, lists, rows)
    _check_parents(made, homes)
    return made


def _word_lists(read: Iterable[tuple[str, Mapping[str, Any]]]) -> Lists:
    """The lists of words of all files; one of several files has the words of each."""
    lists: dict[str, tuple[Sequence, ...]] = {}
    for where, data in read:
        with named_in(where):
            for name, row in _rows(data, LISTS):
                for language, entries in row.items():
                    _check_language(f"the list of words {name!r}", language, entries)
                    try:
                        made = tuple(sequence(each, {}, english=language == ENGLISH) for each in entries)
                    except CodebookError as error:
                        raise CodebookError(f"the list of words {name!r}, {language}: {error.message}") from None
                    lists[name] = (*lists.get(name, ()), *made)
    return lists


def _without(data: Mapping[str, Any], ours: set[str]) -> list[str]:
    codes = data.get(WITHOUT, [])
    if not _is_sentences(codes):
        raise CodebookError(f'`{WITHOUT}` is {codes!r}; give a list of codes, or ["{ALL}"] for all of ours')
    if ALL in codes:
        return sorted(ours)
    if strange := sorted(set(codes) - ours):
        raise CodebookError(f"`{WITHOUT}` has {', '.join(strange)}, which is no theme of ours; drop that")
    return list(codes)


def _rows(data: Mapping[str, Any], table: str) -> Iterator[tuple[str, Row]]:
    rows = data.get(table, {})
    if not isinstance(rows, dict):
        raise CodebookError(f"`{table}` is {rows!r}; write each under [{table}.ITS-NAME]")
    for key, row in rows.items():
        if not isinstance(row, dict):
            raise CodebookError(f"{key!r} of `{table}` is {row!r}; write it as a table, under [{table}.{key}]")
        yield key, row


def _check_row(code: str, row: Row, known: Iterable[str]) -> None:
    """Raise CodebookError where a row has not the form of a theme."""
    if not _CODE.fullmatch(code):
        raise CodebookError(
            f"{code!r} cannot be the code of a theme; use small letters, digits, - and ., as in oil-fires"
        )
    if unknown := [key for key in row if key not in known]:
        raise CodebookError(f"the theme {code!r} has {', '.join(unknown)}; it may have {', '.join(known)}")
    for key, value in row.items():
        at = f"the theme {code!r} has the {key} {value!r}"
        if key in _TEXTS and not (isinstance(value, str) and value.strip()):
            raise CodebookError(f"{at}; give it in words")
        if key in (*_SENTENCES, *_PATTERNS) and not _is_sentences(value):
            raise CodebookError(f"{at}; give a list, each in quotation marks")
        if key == "words":
            if not isinstance(value, dict):
                raise CodebookError(f'{at}; give a list of words by language, as en = ["prison"]')
            for language, entries in value.items():
                _check_language(f"the theme {code!r}", language, entries)
        if key == "similar" and (isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1):
            raise CodebookError(f"{at}; give a number between 0 and 1, as 0.6")
        if key == "near":
            _check_near(code, value)


def _check_language(owner: str, language: str, entries: object) -> None:
    if not _LANGUAGE.fullmatch(language):
        raise CodebookError(f"{owner} has words in {language!r}; name the language by its code, as en, ar, fr")
    if fault := language_fault(language):
        raise CodebookError(f"{owner} has words in {fault}")
    if not _is_sentences(entries):
        raise CodebookError(f"{owner} has the words {entries!r} in {language!r}; give a list, each in quotation marks")


def _check_near(code: str, value: object) -> None:
    form = '{ all = [["free"], ["@prisoner", "inmate"]], unless = ["film"], within = 10 }'
    for each in value if isinstance(value, list) else [value]:
        at = f"the theme {code!r} has the combination {each!r}"
        if not isinstance(value, list) or not isinstance(each, dict):
            raise CodebookError(f"{at}; give a list of tables, as near = [{form}]")
        if unknown := [key for key in each if key not in _NEAR_KEYS]:
            raise CodebookError(f"{at} with {', '.join(unknown)}; it may have {', '.join(_NEAR_KEYS)}, as {form}")
        parts = each.get("all")
        if not isinstance(parts, list) or len(parts) < 2 or not all(map(_is_sentences, parts)):
            raise CodebookError(f"{at}; `all` has two lists of patterns or more, one of each must stand there: {form}")
        if not _is_sentences(each.get("unless", [])):
            raise CodebookError(f"{at}; `unless` is a list of patterns: {form}")
        within = each.get("within", WITHIN)
        if isinstance(within, bool) or not isinstance(within, int) or within < 2:
            raise CodebookError(f"{at}; `within` is a number of words, 2 or more")


def _is_sentences(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) and each.strip() for each in value)


def _joined(held: Row, more: Row) -> Row:
    """A row with what another file adds to it."""
    made = dict(held)
    for key, value in more.items():
        if key == "words":
            now = held.get("words", {})
            made[key] = {**now, **{each: [*now.get(each, []), *words] for each, words in value.items()}}
        else:
            made[key] = [*held.get(key, []), *value]
    return made


def _theme(code: str, row: Row, lists: Lists, rows: Mapping[str, Row]) -> ThemeDefinition:
    for needed in ("name", "definition"):
        if needed not in row:
            raise CodebookError(f"the theme {code!r} has no {needed}; give it one in words")
    if not any(row.get(key) for key in _MATCHERS) and not any(each.get("parent") == code for each in rows.values()):
        raise CodebookError(
            f"the theme {code!r} has nothing by which it is found; give it {', '.join(_MATCHERS)}, or themes whose "
            "parent it is"
        )
    if "similar" in row and not row.get("examples_for"):
        raise CodebookError(f"the theme {code!r} has `similar` and no examples_for; give sentences that are to be like")

    def made(key: str, written: Iterable[str], english: bool = True) -> tuple[Pattern, ...]:
        try:
            return tuple(pattern(each, lists, english=english) for each in written)
        except CodebookError as error:
            raise CodebookError(f"the theme {code!r}, {key}: {error.message}") from None

    records = made("records", row.get("records", []))
    for written, record in zip(row.get("records", []), records, strict=True):
        if not isinstance(record, MarkPattern):
            raise CodebookError(f"the theme {code!r}, records: {written!r} is words; put them under `words`")
    words: dict[str, list[str]] = row.get("words", {})
    patterns = [made(f"words.{language}", given, language == ENGLISH) for language, given in words.items()]
    sentences = {key: tuple(row.get(key, ())) for key in _SENTENCES}
    return ThemeDefinition(
        code=code,
        name=row["name"],
        definition=row["definition"],
        parent=row.get("parent"),
        include=sentences["include"],
        exclude=sentences["exclude"],
        examples_for=sentences["examples_for"],
        examples_against=sentences["examples_against"],
        words={language: tuple(given) for language, given in words.items()},
        records=tuple(row.get("records", ())),
        patterns=(*chain.from_iterable(patterns), *records),
        near=tuple(
            Near(
                all=tuple(made("near", part) for part in each["all"]),
                unless=made("near", each.get("unless", [])),
                within=each.get("within", WITHIN),
                written=" + ".join("|".join(part) for part in each["all"]),
            )
            for each in row.get("near", [])
        ),
        but_not=made("but_not", row.get("but_not", [])),
        unless=made("unless", row.get("unless", [])),
        similar=row.get("similar"),
    )


def _check_parents(themes: Mapping[str, ThemeDefinition], homes: Mapping[str, str]) -> None:
    """Raise CodebookError where a parent is no theme, or a theme stands above itself."""
    for theme in themes.values():
        seen = [theme.code]
        while (parent := themes[seen[-1]].parent) is not None:
            with named_in(homes[seen[-1]]):
                if parent not in themes:
                    raise CodebookError(
                        f"the theme {seen[-1]!r} has the parent {parent!r}, which is no theme; give the code of one"
                    )
                if parent in seen:
                    ring = " -> ".join([*seen, parent])
                    raise CodebookError(f"themes are each other's parents ({ring}); break the ring at one of them")
            seen.append(parent)
