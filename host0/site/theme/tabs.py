"""Tabs are made ready a screen before they are seen, as code is by content.lazy: all at once is slow on a long page.

Until then another set may have switched them, whose mark would hide the reader's own first choice.
"""

from host0.site.theme.patch import BUNDLE, Patch

PATCH = Patch(
    ours="host0/site/theme/tabs.py",
    place="components/content/_/index.ts",
    files=BUNDLE,
    replaced={
        '("[data-tabs]",e).map(i=>ri(i,{viewport$:r,target$:o}))': '("[data-tabs]",e).map(i=>mt(i).pipe(g(s=>s),Ee(1),'
        'b(()=>{for(let s of M("[data-md-switching]",i))s.removeAttribute("data-md-switching");'
        "return ri(i,{viewport$:r,target$:o})})))",
    },
)
