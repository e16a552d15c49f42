"""No sitemap is fetched for a link to the other language: our links lead to the same page by themselves."""

from host0.site.theme.patch import BUNDLE, Patch

PATCH = Patch(
    ours="host0/site/theme/sitemap.py",
    place="integrations/alternate/index.ts",
    files=BUNDLE,
    replaced={'"link[rel=alternate]"': '"link[rel=none]"'},
)
