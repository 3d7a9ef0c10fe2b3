"""Test classes for pytest: one test for each promise of a provider.

::

    from beatreel.testing import GeneratorSuite
    from my_plugin import Breath


    class TestBreath(GeneratorSuite):
        provider = Breath()

Every promise that the provider makes becomes a test of its own, named after it: ``TestBreath::test_promise[repeats]``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pytest

from beatreel import Still, VideoSpec
from beatreel.testing.checks.subject import Check, Subject
from beatreel.testing.conformance import KINDS
from beatreel.testing.songs import SyntheticSong


class _Suite:
    kind: ClassVar[str] = ""
    song: ClassVar[SyntheticSong | None] = None
    spec: ClassVar[VideoSpec | None] = None
    params: ClassVar[Any] = None
    still: ClassVar[Still | None] = None

    @classmethod
    def _checked(cls) -> Any:
        raise NotImplementedError

    @pytest.fixture(scope="class")
    @classmethod
    def subject(cls, tmp_path_factory: pytest.TempPathFactory) -> Subject:
        """The provider with what it is checked with, shared by the tests of the class."""
        folder: Path = tmp_path_factory.mktemp(cls.kind)
        return Subject(cls._checked(), folder, song=cls.song, spec=cls.spec, params=cls.params, still=cls.still)

    def __init_subclass__(cls, **more: Any) -> None:
        super().__init_subclass__(**more)
        if cls.kind:
            checks = KINDS[cls.kind]

            @pytest.mark.parametrize("check", checks, ids=[check.name for check in checks])
            def test_promise(self: Any, check: Check, subject: Subject) -> None:
                __tracebackhide__ = True
                if check.applies(subject):  # what it does not do, it does not promise
                    check(subject)

            cls.test_promise = test_promise


class _OfProvider(_Suite):
    provider: ClassVar[Any] = None

    @classmethod
    def _checked(cls) -> Any:
        assert cls.provider is not None, f"{cls.__name__} names no provider; write: provider = MyProvider()"
        return cls.provider


class _OfPlugin(_Suite):
    plugin: ClassVar[Any] = None

    @classmethod
    def _checked(cls) -> Any:
        assert cls.plugin is not None, f"{cls.__name__} names no plugin; write: plugin = my_module"
        return cls.plugin


class AnalyzerSuite(_OfProvider):
    """Tests of an analyzer, the attribute ``provider``.

    Set ``song`` to have it hear another song than 15 seconds at 120 BPM.
    """

    kind = "analyzer"


class GeneratorSuite(_OfProvider):
    """Tests of a generator, the attribute ``provider``.

    Set ``spec`` for another size than 144x256, ``params`` for other parameters than the defaults, ``still`` for what a generator
    animates that does not paint.
    """

    kind = "generator"


class ExporterSuite(_OfProvider):
    """Tests of an exporter, the attribute ``provider``."""

    kind = "exporter"


class ListenerSuite(_OfPlugin):
    """Tests of a plugin that listens, the attribute ``plugin``: a module or an object with ``@hookimpl`` functions."""

    kind = "listener"


class ReactionSuite(_OfPlugin):
    """Tests of a plugin with events and reactions, the attribute ``plugin``: a module or an object."""

    kind = "reaction"
