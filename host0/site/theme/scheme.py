"""The scheme of colors is the browser's own, light, until a reader chooses: to say so has it compute all styles anew.

Once for the mark that nothing is to fade meanwhile, once for the scheme itself.
"""

from host0.site.theme.patch import BUNDLE, Patch

PATCH = Patch(
    ours="host0/site/theme/scheme.py",
    place="components/palette/index.ts",
    files=BUNDLE,
    replaced={
        'if(document.body.setAttribute("data-md-color-switching",""),': "if(document.body.dataset.mdColorScheme!=="
        's.color.scheme&&document.body.setAttribute("data-md-color-switching",""),',
        "document.head.appendChild(o);let n=Wt(": "let n=Wt(",
        "return o.content=a.colorScheme,": 'return(o.isConnected||a.colorScheme==="dark")&&(o.content=a.colorScheme,'
        "document.head.append(o)),",
    },
)
