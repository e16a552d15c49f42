// The reader's own address: the field at the top of a page, and every place that shows host0's address.
;(() => {
  const form = /** @type {HTMLFormElement} */ (document.querySelector(".host0-address"))
  if (!form) return
  const field = form.querySelector("input")
  const wrong = /** @type {HTMLElement} */ (form.querySelector("[aria-live]"))
  const places = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".host0-ip"))
  const key = "host0.address" // both languages share it: it belongs to the site's origin
  const example = field.defaultValue
  let address = example // what the page shows: always a good one
  let lent = null // the address of host0 in this tab, while it runs: the reader's own stays stored

  // Return {address}, as it is usually written, or {reason}, a name of one of the field's messages.
  const read = (text) => {
    // an input method for Chinese may leave full-width digits, colons and dots
    const plain = text.normalize("NFKC").replaceAll("。", ".").trim()
    const typed = plain.replace(/^\[(.*)\]$/, "$1")
    if (!typed) return { reason: "empty" }
    if (/^[\d.a-f:]+\/\d*$/i.test(typed)) return { reason: "prefix" }
    if (/^([\d.]+|\[.*\]):\d+$/.test(typed)) return { reason: "port" }
    if (/^[\d.]+$/.test(typed)) {
      const parts = typed.split(".")
      if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && part < 256))
        return { reason: "four" }
      // this network, loopback, link-local; multicast, reserved, broadcast
      return /^(0|127|169\.254)\./.test(typed) || parts[0] > 223 ? { reason: "nobody" } : { address: typed }
    }
    if (!/^[\da-f.:]+$/i.test(typed) || !typed.includes(":")) return { reason: "other" }
    try {
      const six = new URL(`http://[${typed}]/`).hostname.slice(1, -1)
      return /^(::1?$|fe[89ab]|ff)/.test(six) ? { reason: "nobody" } : { address: six }
    } catch {
      return { reason: "six" }
    }
  }

  const show = (next) => {
    address = next
    for (const place of places)
      place.textContent = "host" in place.dataset && address.includes(":") ? `[${address}]` : address
  }

  const complain = (reason) => {
    wrong.textContent = reason ? `${wrong.dataset[reason]} ${wrong.dataset.kept.replace("{address}", address)}` : ""
    if (reason) field.setAttribute("aria-invalid", "true")
    else field.removeAttribute("aria-invalid")
  }

  const remember = () => {
    try {
      if (address === example) localStorage.removeItem(key)
      else localStorage.setItem(key, address)
    } catch {
      // no storage, as in a private window: the address then lasts until the page is left
    }
  }

  const recall = () => {
    if (lent) return show(lent)
    let stored = address
    try {
      stored = localStorage.getItem(key) ?? example
    } catch {
      // no storage: keep what the page shows
    }
    show(read(stored).address ?? example)
    field.value = address
    complain()
  }

  const take = (final) => {
    const { address: next, reason } = read(field.value)
    if (next) {
      show(next)
      remember()
      complain()
    } else if (final || field.hasAttribute("aria-invalid")) complain(reason)
  }

  field.addEventListener("input", () => take(false)) // half an address is no mistake yet
  field.addEventListener("change", () => take(true))
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    take(true)
  })
  form.addEventListener("reset", () => {
    show(example)
    remember()
    complain()
  })
  document.addEventListener("host0-lend", ({ detail }) => {
    lent = detail
    for (const one of form.querySelectorAll("input, button")) one.toggleAttribute("disabled", Boolean(lent))
    recall()
  })
  addEventListener("storage", (event) => event.key === key && recall()) // changed in another tab
  addEventListener("pageshow", (event) => event.persisted && recall()) // back from another page
  recall()
})()
