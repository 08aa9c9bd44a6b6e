"""The one hook of a plugin: it returns standards, and is handed nothing."""

from collections.abc import Iterable

import pluggy

from antq_core.standards.standard import Standard

PROJECT = "antq"
GROUP = "antq"
"""The group of entry points. An entry point's name is its jurisdiction: ``vn``, or ``vn-26``."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class Hooks:
    """What a plugin may implement, as a plain function of its module marked with `hookimpl`."""

    @hookspec
    def antq_standards(self) -> Iterable[Standard]:
        """The standards of the plugin's jurisdiction. Added in 0.1."""
        return ()  # a specification is never called
