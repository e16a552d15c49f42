// Plays the cast that the address names. It is a script, for a page opened from disk may not read files.
const [name] = location.search.slice(1).match(/^[a-z0-9-]+$/) ?? []
if (name) {
  const script = Object.assign(document.createElement("script"), { src: `casts/${name}.js` })
  script.onload = () => {
    const options = { autoPlay: true, fit: "both", idleTimeLimit: 2, terminalFontFamily: "ui-monospace, monospace" }
    const player = AsciinemaPlayer.create({ data: window.cast }, document.body, options)
    const screen = /** @type {HTMLElement} */ (player.el.querySelector("[tabindex]"))
    screen?.focus()
  }
  document.head.append(script)
}
