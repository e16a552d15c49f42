// The service worker of the tab, and of nothing else: opens it again for a reader without a network. It gives what keep.mjs
// has kept: of the tab's folder, and, in `site/` below that, where there are no files, of the site's pages, which are out of
// its reach where they lie. What the machine fetches is store.mjs's.
const HERE = new URL("./", location.href)
const SITE = new URL("../../", HERE)
const MIRROR = new URL("site/", HERE)
const DATA = /\.(bin|gz|zst)$/

const worker = /** @type {any} */ (globalThis)

worker.addEventListener("install", () => worker.skipWaiting())

worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url)
  const plain = url.origin + url.pathname
  if (event.request.method !== "GET" || !plain.startsWith(HERE.href) || DATA.test(plain)) return
  const mirrored = plain.startsWith(MIRROR.href)
  const real = mirrored ? SITE.href + plain.slice(MIRROR.href.length) : plain
  if (!mirrored) event.respondWith(kept(real).then((found) => found ?? fetch(event.request)))
  else if (real.startsWith(HERE.href)) event.respondWith(Response.redirect(real + url.search))
  else event.respondWith(mirror(real))
})

const kept = (url) => caches.match(url)

/** A page, or what it loads, as it is now, or as it was kept. */
async function mirror(real) {
  const answer = await fetch(real).catch(() => kept(real))
  if (!answer) return Response.error()
  // without the address that it came from: what it links to lies beside the one that was asked for
  return new Response(answer.body, { status: answer.status, headers: answer.headers })
}
