// The pane beside the page: terminals in tabs, progress, notices, buttons, and the divider that sizes it. Knows no machine.
import { Keys } from "./keys.mjs"
import { Screen } from "./screen.mjs"
import { say } from "./words.mjs"

export const PLACES = ["host0", "client0"]

const find = (id) => document.getElementById(id)

/** @type {(attribute: string) => NodeListOf<HTMLElement>} what has a text in each language */
const named = (attribute) => document.querySelectorAll(`[data-${attribute}]`)

/** Percent of the window that the page keeps: at least, at most, and what an arrow key changes. */
const [LEAST, MOST, NOTCH] = [20, 80, 4]

/** How much of the window's height is left, at most, when a phone shows its keyboard. */
const KEYBOARD = 0.75

/** Milliseconds that a size must last before the machines are told. */
const SETTLED = 300

export class Pane {
  /** @param {(place: string, text: string) => void} typed told what the reader types */
  constructor(typed) {
    this.lang = "en"
    this._state = ["idle", {}]
    this._notice = null
    const keys = new Keys(find("keys"), (key) => this._shown.press(key))
    this.screens = Object.fromEntries(
      PLACES.map((place) => [place, new Screen(find(`panel-${place}`), (text) => typed(place, keys.typed(text)))]),
    )
    /** Told how many columns and rows the terminals have now. */
    this.onresize = (columns, rows) => {}
    this._tabs()
    this._divider()
    this._keyboard()
    new ResizeObserver(() => this._fit()).observe(find("pane"))
  }

  /** Say everything in another language. */
  speak(lang) {
    this.lang = document.documentElement.lang = lang
    for (const one of named("word")) one.textContent = say(lang, one.dataset.word)
    for (const one of named("label")) one.setAttribute("aria-label", say(lang, one.dataset.label))
    for (const one of named("title")) one.title = say(lang, one.dataset.title)
    for (const place of PLACES) this.screens[place].label = say(lang, "terminal", { place })
    this.state(...this._state)
    if (this._notice) this.notice(...this._notice)
  }

  set dark(dark) {
    document.documentElement.classList.toggle("dark", dark)
    for (const screen of Object.values(this.screens)) screen.dark = dark
  }

  /** Say how things are. */
  state(word, values = {}) {
    this._state = [word, values]
    find("state").textContent = say(this.lang, word, values)
  }

  /** Show how many bytes of how many have come; without any, nothing more is awaited. */
  progress(bytes, of) {
    const bar = /** @type {HTMLProgressElement} */ (find("progress"))
    bar.hidden = of === undefined
    if (bar.hidden) {
      this._tenth = undefined
      return
    }
    bar.max = of
    bar.value = bytes
    const megabytes = (number) => (number / 1e6).toFixed(1)
    const tenth = Math.floor((10 * bytes) / of)
    if (tenth !== this._tenth)
      // a screen reader reads each
      this.state(bytes < of ? "loading" : "restoring", { bytes: megabytes(bytes), of: megabytes(of) })
    this._tenth = tenth
  }

  /** Tell of something that needs the reader, with a button for what can be done. */
  notice(word, values, button, action) {
    this._notice = [word, values, button, action]
    const [text, press] = /** @type {Iterable<HTMLElement>} */ (find("notice").children)
    find("notice").hidden = false
    text.textContent = word ? say(this.lang, word, values) : ""
    text.hidden = !word
    press.hidden = !action
    press.textContent = action ? say(this.lang, button) : ""
    press.onclick = () => {
      this.quiet()
      action()
    }
  }

  /** Nothing needs the reader any more. */
  quiet() {
    this._notice = null
    find("notice").hidden = true
  }

  /** Show a machine's terminal. */
  show(place) {
    for (const one of PLACES) {
      const tab = find(`tab-${one}`)
      tab.setAttribute("aria-selected", String(one === place))
      tab.tabIndex = one === place ? 0 : -1
      find(`panel-${one}`).hidden = one !== place
    }
    this._fit()
  }

  _tabs() {
    for (const place of PLACES) {
      const tab = find(`tab-${place}`)
      tab.addEventListener("click", () => this.show(place))
      tab.addEventListener("keydown", ({ key }) => {
        if (!["ArrowLeft", "ArrowRight"].includes(key)) return
        const other = PLACES.find((one) => one !== place)
        this.show(other)
        find(`tab-${other}`).focus()
      })
    }
  }

  get _shown() {
    return Object.values(this.screens).find((screen) => !screen.element.hidden)
  }

  /** Above a phone's keyboard there is room for the terminal alone. Safari lays the keyboard over the page. */
  _keyboard() {
    const touch = matchMedia("(pointer: coarse)")
    let [width, height] = [0, 0]
    const fit = () => {
      const view = visualViewport
      if (!view || view.scale > 1) return // a reader who looks closer types no less
      if (view.width !== width) [width, height] = [view.width, view.height]
      height = Math.max(height, view.height)
      const open = touch.matches && view.height < KEYBOARD * height
      document.body.classList.toggle("keyboard", open)
      document.body.style.height = open ? `${view.height}px` : ""
    }
    visualViewport?.addEventListener("resize", fit)
    fit()
  }

  _fit() {
    const room = this._shown.room()
    if (!room) return
    for (const screen of Object.values(this.screens)) screen.resize(room)
    clearTimeout(this._timer)
    this._timer = setTimeout(() => this.onresize(room.columns, room.rows), SETTLED)
  }

  _divider() {
    const divider = find("divider")
    const beside = matchMedia("(min-width: 64rem)")
    const turned = () => divider.setAttribute("aria-orientation", beside.matches ? "vertical" : "horizontal")
    const set = (percent) => {
      const kept = Math.round(Math.min(MOST, Math.max(LEAST, percent)))
      divider.setAttribute("aria-valuenow", String(kept))
      document.body.style.setProperty("--page", `${kept}%`)
    }
    beside.addEventListener("change", turned)
    turned()
    set(52)
    divider.addEventListener("keydown", (event) => {
      const now = Number(divider.getAttribute("aria-valuenow"))
      const next = {
        ArrowLeft: now - NOTCH,
        ArrowUp: now - NOTCH,
        ArrowRight: now + NOTCH,
        ArrowDown: now + NOTCH,
        Home: LEAST,
        End: MOST,
      }[event.key]
      if (next === undefined) return
      event.preventDefault()
      set(next)
    })
    divider.addEventListener("pointerdown", (event) => {
      divider.setPointerCapture(event.pointerId)
      event.preventDefault()
      divider.focus()
    })
    divider.addEventListener("pointermove", (event) => {
      if (!divider.hasPointerCapture(event.pointerId)) return
      set(100 * (beside.matches ? event.clientX / innerWidth : event.clientY / innerHeight))
    })
  }
}
