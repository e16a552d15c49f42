"""What the search finds, and in which order, is ours to say: see `web/search/rank.js`."""

from host0.site.theme.patch import WORKER, Patch

PATCH = Patch(
    ours="host0/site/theme/search_order.py",
    place="integrations/search/worker/main/index.ts",
    files=WORKER,
    replaced={"de=new U(t.data),": "de=self.ranked(new U(t.data)),"},
)
