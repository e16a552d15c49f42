// Material lets the keyboard scroll wide blocks only in the tabs that are open from the start: here, in all of them.
const sizes = new ResizeObserver((all) => {
  const wide = all.filter(({ target }) => target.scrollWidth > target.clientWidth) // first all are read: to write lays out anew
  for (const { target } of wide) target.setAttribute("tabindex", "0")
})
document.querySelectorAll("pre > code").forEach((code) => sizes.observe(code))

// The heading that is being read, as the end of an address.
const heading = () => {
  const above = [...document.querySelectorAll(".md-typeset :is(h2, h3, h4)[id]")].filter(
    (one) => one.getBoundingClientRect().top < innerHeight / 3,
  )
  return scrollY > 0 && above.length ? `#${above.at(-1).id}` : ""
}

// The link to the other language leads there: both languages have the same ids.
const other = /** @type {HTMLAnchorElement} */ (document.querySelector(".host0-languages a"))
other?.addEventListener("click", () => {
  other.hash = heading()
})

// host0 in this tab: a page of its own, with this one in a frame. Nothing of it loads until a reader asks.
const offer = /** @type {HTMLButtonElement} */ (document.querySelector(".host0-tab button"))
offer?.addEventListener("click", () => {
  const { dataset, nextElementSibling } = offer
  if (location.protocol === "file:") {
    nextElementSibling.textContent = dataset.disk
    return
  }
  try {
    sessionStorage.setItem("host0.tab", "pressed")
  } catch {
    // no storage: the other page asks once more
  }
  location.assign(`${dataset.shell}?${dataset.page}${heading()}`)
})

// The replay, a page of its own in a frame: nothing of it loads until a reader asks, and it goes when they ask again.
const replays = /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll(".host0-replay button"))
replays.forEach((button) => {
  button.setAttribute("aria-expanded", "false")
  button.addEventListener("click", () => {
    const line = button.parentElement
    const open = button.getAttribute("aria-expanded") === "true"
    line.nextElementSibling?.matches(".host0-screen") && line.nextElementSibling.remove()
    line.querySelectorAll("button").forEach((one) => one.setAttribute("aria-expanded", "false"))
    if (open) return
    button.setAttribute("aria-expanded", "true")
    const screen = Object.assign(document.createElement("div"), { className: "host0-screen" })
    const script = /** @type {HTMLScriptElement} */ (document.querySelector("script[src*='assets/page.js']"))
    const src = new URL(`replay.html?${button.dataset.cast}`, script.src).href
    screen.append(Object.assign(document.createElement("iframe"), { src, title: button.title, allow: "fullscreen" }))
    line.after(screen)
  })
})

// The reader's engine: chosen in one step, shown in all that differ by engine, and kept as the address is.
;(() => {
  const switches = [...document.querySelectorAll(".engines")].map((one) => [...one.querySelectorAll("input")])
  const key = "host0.engine"
  let chosen = null // none: each step shows its first output, the newest engine's
  const engines = (button) => button.dataset.engines.split(" ")

  const show = () => {
    for (const buttons of switches)
      (buttons.find((button) => engines(button).includes(chosen)) ?? buttons[0]).checked = true
  }

  const recall = () => {
    try {
      chosen = localStorage.getItem(key)
    } catch {
      // no storage: the choice lasts until the page is left
    }
    show()
  }

  const choose = (button, first) => {
    if (button === first) chosen = null
    else if (!engines(button).includes(chosen)) chosen = engines(button).at(-1)
    show()
    try {
      if (chosen) localStorage.setItem(key, chosen)
      else localStorage.removeItem(key)
    } catch {
      // as above
    }
  }

  for (const buttons of switches)
    for (const button of buttons) button.addEventListener("change", () => choose(button, buttons[0]))
  addEventListener("storage", (event) => event.key === key && recall())
  addEventListener("pageshow", (event) => event.persisted && recall())
  recall()
})()

// In the frame, the page around this one takes over.
try {
  if (parent !== window) parent.host0?.enter(window, heading)
} catch {
  // a frame of another site's: none of ours
}
