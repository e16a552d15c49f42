// An old address: lead on to the heading that was asked for, and leave nothing behind to come back to.
const link = /** @type {HTMLElement} */ (document.querySelector("a[data-ids]"))
const moved = JSON.parse(link.dataset.ids)[location.hash.slice(1)]
location.replace(moved ?? link.getAttribute("href") + location.hash)
