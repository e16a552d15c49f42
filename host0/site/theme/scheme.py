"""The scheme of colors is the browser's own, light, until a reader chooses: to say so has all styles computed anew."""

from host0.site.theme.patch import BUNDLE, Patch

PATCH = Patch(
    ours="host0/site/theme/scheme.py",
    place="components/palette/index.ts",
    files=BUNDLE,
    replaced={
        "document.head.appendChild(o);let n=Wt(": "let n=Wt(",
        "return o.content=a.colorScheme,": 'return(o.isConnected||a.colorScheme==="dark")&&(o.content=a.colorScheme,'
        "document.head.append(o)),",
    },
)
