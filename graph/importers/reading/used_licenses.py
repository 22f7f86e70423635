"""Licences of the SPDX list that models, code and data sets are released under.

The list has seven hundred, most of them of programs that no model is made of; only these become records here:
those with a tag on the Hugging Face Hub, and those that the imported sets name.
"""

from __future__ import annotations

USED = frozenset(
    {
        "3D-Slicer-1.0", "AFL-3.0", "AGPL-3.0-only", "AGPL-3.0-or-later", "AML", "Apache-2.0",
        "Artistic-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSD-3-Clause-Clear", "BSL-1.0", "C-UDA-1.0",
        "CC-BY-2.0", "CC-BY-2.5", "CC-BY-3.0", "CC-BY-4.0", "CC-BY-NC-2.0", "CC-BY-NC-3.0",
        "CC-BY-NC-4.0", "CC-BY-NC-ND-3.0", "CC-BY-NC-ND-4.0", "CC-BY-NC-SA-2.0", "CC-BY-NC-SA-3.0",
        "CC-BY-NC-SA-4.0", "CC-BY-ND-4.0", "CC-BY-SA-3.0", "CC-BY-SA-4.0", "CC0-1.0",
        "CDLA-Permissive-1.0", "CDLA-Permissive-2.0", "CDLA-Sharing-1.0", "ECL-2.0", "EPL-1.0",
        "EPL-2.0", "etalab-2.0", "EUPL-1.1", "EUPL-1.2", "GPL-2.0-only", "GPL-3.0-only",
        "GPL-3.0-or-later", "ISC", "LGPL-2.1-only", "LGPL-3.0-only", "LPPL-1.3c", "MIT", "MIT-0",
        "MPL-2.0", "MS-PL", "MulanPSL-2.0", "NCSA", "ODbL-1.0", "ODC-By-1.0", "OFL-1.1", "OGL-UK-3.0",
        "OpenMDW-1.0", "OSL-3.0", "PDDL-1.0", "PostgreSQL", "Unlicense", "WTFPL", "Zlib",
    }
)  # fmt: skip

NOT_USED = "is a licence that no known model or data set carries"
