"""How Sphinx builds the documentation: offline, from Markdown and the docstrings."""

import tomllib
from pathlib import Path

import postsales

_ROOT = Path(__file__).resolve().parents[1]
_PROJECT = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = _PROJECT["name"]
author = _PROJECT["authors"][0]["name"]
copyright = f"2026, {author}"  # the name that Sphinx reads
version = release = _PROJECT["version"]

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
html_theme = "furo"
html_title = f"{project} {release}"
html_copy_source = False
html_show_sourcelink = False

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
# The sections of a docstring that are ours.
napoleon_numpy_docstring = False
napoleon_custom_sections = ["Units", "Rounding", "Counting", "Refers when", "Source"]


def _is_noun_elsewhere(app, what, name, obj, skip, options):  # noqa: ANN001, ANN202, ARG001, PLR0917
    """Leave nouns out of the pages of verbs: each has one path, and it is described there."""
    if what == "module" and isinstance(obj, type) and app.env.docname != "reference/nouns":
        return name in postsales.__all__ or None
    return None


def setup(app):  # noqa: ANN001, ANN201
    """Tell Sphinx."""
    app.connect("autodoc-skip-member", _is_noun_elsewhere)
