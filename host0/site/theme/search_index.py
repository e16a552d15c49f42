"""The search index is loaded when the reader goes to the search field: it grows with every page, and few search.

A reader may be in the field before the script runs, or come with a search in the address.
"""

from host0.site.theme.patch import BUNDLE, Patch

PATCH = Patch(
    ours="host0/site/theme/search_index.py",
    place="bundle.ts",
    files=BUNDLE,
    replaced={
        # F is RxJS's Observable
        'document.forms.namedItem("search")?ks():tt': 'document.forms.namedItem("search")?new F(e=>{'
        'let r=document.forms.namedItem("search").query,t=()=>e.add((window.__indexed??=ks()).subscribe(e));'
        "document.activeElement===r||/[?&][hq]=/.test(location.search)?t():"
        'r.addEventListener("focus",t,{once:!0})}):tt',
    },
)
