"""The copy button of a block of code stands in no landmark: pages have hundreds, and a landmark needs a name."""

from host0.site.theme.patch import BUNDLE, Patch

PATCH = Patch(
    ours="host0/site/theme/code_nav.py",
    place="templates/clipboard/index.tsx",
    files=BUNDLE,
    replaced={'"nav",{class:"md-code__nav"': '"div",{class:"md-code__nav"'},
)
