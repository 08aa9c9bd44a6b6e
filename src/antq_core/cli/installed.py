"""The plugins that the command loads: all that are installed, or those that the environment lets in."""

import os

from antq_core.plugin_host import load_registry
from antq_core.standards.registry import Registry

VARIABLE = "ANTQ_PLUGINS"
"""Names of distributions and jurisdictions, with commas between; empty lets in none. Read here alone."""


def installed_registry(*, strict: bool = False) -> Registry:
    """The registry of the plugins that may be loaded; of others nothing is imported.

    Raises `PluginError` with `strict`, when any of them cannot be used.
    """
    names = os.environ.get(VARIABLE)
    if names is None:
        return load_registry(strict=strict)
    return load_registry(only=[name.strip() for name in names.split(",") if name.strip()], strict=strict)
