// What the tab adds to a page in its frame: a run button and the outcome below each step, and the machine's addresses.
import { BUSY, DIFFERENT, DONE, FAILED, IDLE, RUNNING, UNDER_WAY, WAITING } from "./track.mjs"
import { say } from "./words.mjs"

/** Styles for it, which the page does not carry: `frame.css`, set when the shell has fetched it. */
let style = ""
export const setStyle = (text) => (style = text)

export class Marks {
  /**
   * @param {Window} view the frame's
   * @param {string} page its name, the same in both languages
   * @param {import("./track.mjs").Track} track
   */
  constructor(view, page, track) {
    this._view = view
    this._document = view.document
    this._lang = view.document.documentElement.lang
    this._page = page
    this._track = track
    this._boxes = new Map()
    this._running = false
    const sheet = new view.CSSStyleSheet()
    sheet.replaceSync(style)
    this._document.adoptedStyleSheets = [...this._document.adoptedStyleSheets, sheet]
    for (const offer of this._document.querySelectorAll(".host0-tab")) offer.remove()
    for (const name of track.names(page)) this._box(name)
  }

  /** From now on the steps can be run, and the page shows the machine's addresses; or the steps cannot. */
  running(running) {
    this._running = running
    if (running) this._lend()
    for (const name of this._boxes.keys()) this.update(name)
  }

  /** Show how far a step is. */
  update(name) {
    const box = this._boxes.get(name)
    if (!box) return
    const { is, status, difference, reason } = this._track.state(name)
    const { place, exit, output } = this._track.about.steps[name]
    const engine = this._track.about.engine
    const [button, state, detail] = box.children
    const texts = {
      [IDLE]: this._running ? "" : this._say("off"),
      [WAITING]: this._say("waiting"),
      [RUNNING]: this._say("stepNow"),
      [DONE]: this._say(output === null ? "doneHidden" : "done", { engine }),
      [DIFFERENT]: status === undefined ? this._say("different", { engine }) : this._say("status", { status, exit }),
      [BUSY]: this._say("busy", { place }),
      [FAILED]: this._say("stepFailed", { what: reason }),
    }
    box.dataset.is = is
    state.textContent = texts[is]
    button.disabled = !this._running
    button.setAttribute("aria-disabled", String(UNDER_WAY.includes(is))) // keeps the focus
    const bash = box.parentElement.querySelector(".command:not([id$='-bash'])") ? "runBash" : "run"
    button.textContent = `▶ ${this._say(this._track.ran(name) ? "runAgain" : bash, { place })}`
    detail.replaceChildren(...(difference ? [this._difference(difference)] : []))
  }

  _say(word, values) {
    return say(this._lang, word, values)
  }

  _make(element, rest = {}) {
    return Object.assign(this._document.createElement(element), rest)
  }

  _box(name) {
    const step = this._document.getElementById(`step-${name.replaceAll("/", "-")}`)
    if (!step) return
    const box = this._make("div", { className: "host0-run" })
    const button = this._make("button", { type: "button", className: "md-button" })
    box.append(button, this._make("span", { className: "host0-run-state" }), this._make("div"))
    button.addEventListener("click", () => this._press(name))
    step.append(box)
    this._boxes.set(name, box)
    this.update(name)
  }

  _press(name) {
    const missing = this._track.missing(this._page, name)
    if (!missing.length) {
      this._track.press([name])
      return
    }
    const numbers = missing.map(([number]) => number).join(this._say("join"))
    const first = this._make("button", { type: "button", className: "md-button", textContent: this._say("first") })
    const only = this._make("button", { type: "button", className: "md-button", textContent: this._say("only") })
    first.addEventListener("click", () => this._track.press([...missing.map(([, one]) => one), name]))
    only.addEventListener("click", () => this._track.press([name]))
    const [, state, detail] = this._boxes.get(name).children
    state.textContent = this._say("missing", { numbers })
    detail.replaceChildren(first, " ", only)
    first.focus()
  }

  /** Lines that differ, as text: what a program has printed is never taken for HTML. */
  _difference(text) {
    const lines = text.split("\n").map((line) => {
      const kind = { "-": "host0-gone", "+": "host0-come" }[line[0]] ?? ""
      return this._make("span", { className: kind, textContent: `${line}\n` })
    })
    const code = this._make("code", { tabIndex: 0 })
    code.append(...lines)
    const block = this._make("pre")
    block.append(code)
    return block
  }

  /** Show the machine's addresses in place of the examples, and its engine's outputs. */
  _lend() {
    const { about } = this._track
    const field = /** @type {HTMLInputElement} */ (this._document.getElementById("host0-address"))
    if (field && !field.disabled) {
      const why = this._make("p", { id: "host0-address-tab", textContent: this._say("address") })
      field.form.append(why)
      field.setAttribute("aria-describedby", `${why.id} ${field.getAttribute("aria-describedby")}`)
    }
    this._document.dispatchEvent(new this._view.CustomEvent("host0-lend", { detail: about.address }))
    const article = this._document.querySelector("article")
    for (const [shown, own] of about.values) replace(article, shown, own)
    const buttons = /** @type {NodeListOf<HTMLInputElement>} */ (this._document.querySelectorAll(".engines input"))
    for (const button of buttons) if (button.dataset.engines.split(" ").includes(about.engine)) button.checked = true
  }
}

/** Elements that text does not run out of into the next. */
const BLOCKS = "code, p, li, td, th, h1, h2, h3, h4, .filename, text"

/** Replace a text wherever it stands in an element, also where a highlighter has cut it into pieces. */
function replace(element, old, fresh) {
  const walker = element.ownerDocument.createTreeWalker(element, 4 /* NodeFilter.SHOW_TEXT */)
  const nodes = []
  let whole = ""
  let last
  while (walker.nextNode()) {
    const block = walker.currentNode.parentElement.closest(BLOCKS)
    if (block !== last) whole += "\n"
    last = block
    nodes.push([whole.length, walker.currentNode])
    whole += walker.currentNode.data
  }
  // an address that is the beginning of a longer one is not meant
  const found = new RegExp(`(?<![\\w.:])${old.replace(/[.]/g, "\\.")}(?![\\w]|\\.\\d|:[0-9a-f]*:)`, "g")
  for (const match of [...whole.matchAll(found)].reverse()) {
    const [start, stop] = [match.index, match.index + old.length]
    let rest = fresh
    for (const [place, node] of nodes) {
      const [from, to] = [Math.max(start - place, 0), Math.min(stop - place, node.length)]
      if (from >= to) continue
      node.replaceData(from, to - from, rest)
      rest = ""
    }
  }
}
