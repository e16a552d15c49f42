// Material lets the keyboard scroll wide blocks only in the tabs that are open from the start: here, in all of them.
const sizes = new ResizeObserver((all) => {
  for (const { target } of all) if (target.scrollWidth > target.clientWidth) target.tabIndex = 0
})
document.querySelectorAll(".step code").forEach((code) => sizes.observe(code));

// The link to the other language leads to the heading that is being read: both languages have the same ids.
document.querySelector(".host0-languages a")?.addEventListener("click", ({ currentTarget: link }) => {
  const above = [...document.querySelectorAll(".md-typeset :is(h2, h3, h4)[id]")].filter(
    (heading) => heading.getBoundingClientRect().top < innerHeight / 3
  )
  link.hash = scrollY > 0 && above.length ? above.at(-1).id : ""
})

// The replay, a page of its own in a frame: nothing of it loads until a reader asks, and it goes when they ask again.
document.querySelectorAll(".host0-replay button").forEach((button) => {
  button.setAttribute("aria-expanded", "false")
  button.addEventListener("click", () => {
    const line = button.parentElement
    const open = button.getAttribute("aria-expanded") === "true"
    line.nextElementSibling?.matches(".host0-screen") && line.nextElementSibling.remove()
    line.querySelectorAll("button").forEach((one) => one.setAttribute("aria-expanded", "false"))
    if (open) return
    button.setAttribute("aria-expanded", "true")
    const screen = Object.assign(document.createElement("div"), { className: "host0-screen" })
    const src = new URL(`replay.html?${button.dataset.cast}`, document.querySelector("script[src*='assets/page.js']").src)
    screen.append(Object.assign(document.createElement("iframe"), { src, title: button.title, allow: "fullscreen" }))
    line.after(screen)
  })
})
