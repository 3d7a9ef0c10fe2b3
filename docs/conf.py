"""The documentation site: make site. Nothing is fetched while it is built, and nothing when it is read."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from sphinx.application import Sphinx

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

from beatreel import __version__  # noqa: E402

project = "beatreel"
author = "the beatreel authors"
project_copyright = "the beatreel authors, Apache-2.0"
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "front_door"]
exclude_patterns = ["_ext", "_build", "_static"]
html_theme = "furo"
html_title = f"beatreel {release}"
html_static_path = ["_static"]
html_css_files = ["beatreel.css"]
html_copy_source = False
html_show_sphinx = False
html_permalinks_icon = "#"
pygments_style = "friendly"
pygments_dark_style = "monokai"

myst_heading_anchors = 3
myst_enable_extensions = ["attrs_block", "deflist"]

napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_use_ivar = True
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 90

# Every public name that is mentioned must lead to its description. Others lead nowhere (see _ext/front_door.py): private ones have
# none, and those of other projects would have to be fetched.
nitpicky = True
# Pages of parts that are not there are left out of the table of contents; a page that nothing lists is an error.
suppress_warnings = ["toc.empty_glob"]

_ABOVE = {
    "../README.md": "getting-started.md",
    "../CONTRIBUTING.md": "contributing.md",
    "../CHANGELOG.md": "changelog.md",
}
_COPIES = {"contributing": "CONTRIBUTING.md", "changelog": "CHANGELOG.md"}


def _set_links(app: Sphinx, docname: str, source: list[str]) -> None:
    """Put in the pages that lie above this folder, and lead links to them, which are right in the repository, to their copies."""
    if docname in _COPIES:
        text = (HERE.parent / _COPIES[docname]).read_text(encoding="utf-8")
        source[0] = text.replace("](docs/decisions)", "](decisions/index.md)").replace("](docs/", "](")
    for path, page in _ABOVE.items():
        source[0] = source[0].replace(f"]({'../' * docname.count('/')}{path}", f"]({'../' * docname.count('/')}{page}")
    if docname == "index":
        source[0] = source[0].replace("FURTHER_PAGES", "\n".join(_further(source[0])))


def _further(index: str) -> list[str]:
    """Return the pages that the index does not name."""
    listed = set(re.findall(r"^(\S+)$", index, re.MULTILINE))
    return sorted(path.stem for path in HERE.glob("*.md") if path.stem not in {*listed, "index"})


def setup(app: Sphinx) -> None:
    """Connect the page hook."""
    app.connect("source-read", _set_links)
