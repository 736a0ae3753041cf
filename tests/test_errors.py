import inspect
import re

import pytest

from purport import errors

CLASSES = [value for _, value in inspect.getmembers(errors, inspect.isclass)]


def drawn_tree():
    """Each error in the docstring's drawing with the one above it."""
    parents, above = {}, {}
    for line in errors.__doc__.splitlines():
        if found := re.match(r"(?P<lead>[ │├└─]*)(?P<name>[A-Z]\w+)(?:\s{2,}.*)?$", line.removeprefix("    ")):
            depth = len(found["lead"]) // 4
            above[depth] = found["name"]
            parents[found["name"]] = above.get(depth - 1)
    return parents


def test_errors_drawing_is_the_tree():
    real = {cls.__name__: cls.__base__.__name__ for cls in CLASSES}
    assert drawn_tree() == {**real, "PurportError": None}


@pytest.mark.parametrize("cls", CLASSES)
def test_errors_name_where_they_stand(cls):
    assert str(cls("it is empty", where="a.txt")) == "a.txt: it is empty"
    assert str(cls("it is empty")) == "it is empty"
    assert isinstance(cls("it is empty"), errors.PurportError)
