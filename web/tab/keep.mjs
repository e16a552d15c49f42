// What opens the tab again without a network is kept in the browser: the shell's own files, and the pages that were read in it.
// Where a browser keeps nothing, as in a private window, all goes on without.

const HERE = new URL("./", import.meta.url)
const FOLDER = new URL("../", HERE)
const SITE = new URL("../../", FOLDER)
const MIRROR = new URL("site/", FOLDER)

/** The browser's caches of ours, one for each version of the shell: other sites may share our origin. */
const PREFIX = `host0 ${FOLDER.href} `
const NAME = PREFIX + HERE.href

/**
 * Where a page of the site lies really, of an address that may be the one that it has without a network.
 * @param {string} address
 */
export const real = (address) =>
  address.startsWith(MIRROR.href) ? SITE.href + address.slice(MIRROR.href.length) : address

/**
 * The address at which the frame can load a page: its own, or, without a network, that of what was kept of it.
 * @param {URL} page
 * @returns {Promise<string>}
 */
export async function reachable(page) {
  if (!navigator.serviceWorker?.controller) return page.href
  const there = await fetch(page, { method: "HEAD" }).then(
    ({ ok }) => ok,
    () => false,
  )
  return there ? page.href : MIRROR.href + page.href.slice(SITE.href.length)
}

/**
 * Keep the shell's files, and let go of those of other versions.
 * @param {string[]} files their addresses, from the shell's folder
 */
export async function keepShell(files) {
  try {
    await navigator.serviceWorker.register(new URL("offline.js", FOLDER), { scope: FOLDER.href })
    const cache = await caches.open(NAME)
    for (const file of files) {
      const url = new URL(file, HERE) // named by its content: never another
      if (!(await cache.match(url))) await fetched(cache, url)
    }
    for (const name of await caches.keys()) if (name.startsWith(PREFIX) && name !== NAME) await caches.delete(name)
  } catch {
    // nothing is kept
  }
}

/**
 * Keep a page as it is now, with all that it has loaded.
 * @param {Window} view the frame's
 */
export async function keepPage(view) {
  if (view.location.href.startsWith(MIRROR.href)) return
  const loaded = view.performance.getEntriesByType("resource").map(({ name }) => name)
  try {
    const cache = await caches.open(NAME)
    for (const url of new Set([view.location.href, ...loaded].map((one) => one.replace(/[?#].*/, ""))))
      if (url.startsWith(SITE.href) && !url.startsWith(FOLDER.href)) await fetched(cache, url)
  } catch {
    // nothing is kept
  }
}

/**
 * @param {Cache} cache
 * @param {string | URL} url
 */
async function fetched(cache, url) {
  const answer = await fetch(url)
  if (answer.ok) await cache.put(url, answer)
}
