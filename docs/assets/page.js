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
