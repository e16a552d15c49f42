"""What is made ready when it is seen is so a screen before: nobody sees it change."""

from host0.site.theme.patch import BUNDLE, Patch

PATCH = Patch(
    ours="host0/site/theme/lazy.py",
    place="browser/element/visibility/index.ts",
    files=BUNDLE,
    replaced={"fn.next(t)},{threshold:0})": 'fn.next(t)},{threshold:0,rootMargin:"100% 0%"})'},
)
