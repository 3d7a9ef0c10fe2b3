from __future__ import annotations

import pickle

import pytest

from beatreel.core import errors


def kinds():
    found = [errors.BeatreelError]
    for kind in found:
        found += [one for one in kind.__subclasses__() if one.__module__ == errors.__name__]  # not those of doors
    return found


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_errors_cross_process_borders_whole(kind):
    extra = {}
    if issubclass(kind, errors.PluginError):
        extra["plugin"] = "echo"
    if issubclass(kind, errors.AudioRejectedError | errors.ReferenceRejectedError | errors.TakeRejectedError):
        extra["reason"] = "too_short"
    error = kind("It broke", hint="Mend it", **extra)
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is kind
    assert (str(copy), copy.message, copy.hint) == ("It broke", "It broke", "Mend it")
    for name, value in extra.items():
        assert getattr(copy, name) == value


def test_what_the_user_can_mend_exits_with_2():
    for kind in kinds():
        assert kind.exit_code == (2 if issubclass(kind, errors.UserInputError) else 1)


def test_the_tree_in_the_docstring_is_complete():
    for kind in kinds():
        assert kind.__name__ in (errors.__doc__ or "")
