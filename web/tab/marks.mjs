// What the tab adds to a page in its frame: a run button and the outcome below each step, and the machine's addresses.
import { BUSY, DIFFERENT, DONE, FAILED, IDLE, RUNNING, UNDER_WAY, WAITING } from "./track.mjs"
import { say } from "./words.mjs"

/** What is said of a step that cannot run, by the kind of reason. */
const CANNOT = {
  image: "cannotImage",
  load: "cannotLoad",
  module: "cannotModule",
  program: "cannotProgram",
  time: "cannotTime",
}

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
    /** What is said in other words at a step. */
    this._words = new Map()
    /** What opens when a check finds its exercise mended: the shortest way. */
    this._mended = new Map()
    this._running = false
    const sheet = new view.CSSStyleSheet()
    sheet.replaceSync(style)
    this._document.adoptedStyleSheets = [...this._document.adoptedStyleSheets, sheet]
    for (const offer of this._document.querySelectorAll(".host0-tab")) offer.remove()
    const exercises = track.about.exercises[page] ?? []
    const apart = new Set(exercises.flatMap(({ start, check, end }) => [start, check, end]))
    for (const name of track.names(page)) if (!apart.has(name)) this._box(name, this._step(name))
    for (const exercise of exercises) this._exercise(exercise)
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
    const { place, exit, output, cannot } = this._track.about.steps[name]
    const engine = this._track.about.engine
    const [button, state, detail] = box.children
    if (cannot) {
      box.dataset.is = "cannot"
      button.hidden = true
      state.textContent = this._say(CANNOT[cannot.kind], { what: cannot.what })
      return
    }
    const own = this._words.get(name) ?? {}
    const seconds = this._track.seconds(name)
    const word = (one, values) => this._say(own[one] ?? one, values)
    const texts = {
      [IDLE]: this._running ? "" : this._say("off"),
      [WAITING]: this._say("waiting"),
      [RUNNING]: seconds ? this._say("stepUsually", { seconds }) : word("stepNow"),
      [DONE]: word(own.done || output !== null ? "done" : "doneHidden", { engine }),
      [DIFFERENT]: status === undefined ? this._say("different", { engine }) : word("status", { status, exit }),
      [BUSY]: this._say("busy", { place }),
      [FAILED]: this._say("stepFailed", { what: reason }),
    }
    if (is === DONE && this._mended.has(name)) this._mended.get(name).open = true
    box.dataset.is = is
    state.textContent = texts[is]
    button.disabled = !this._running
    button.setAttribute("aria-disabled", String(UNDER_WAY.includes(is))) // keeps the focus
    const bash = !own.run && box.parentElement.querySelector(".command:not([id$='-bash'])") ? "runBash" : "run"
    button.textContent = `▶ ${word(this._track.ran(name) ? "runAgain" : bash, { place })}`
    detail.replaceChildren(...(difference ? [this._difference(difference)] : []))
  }

  _say(word, values) {
    return say(this._lang, word, values)
  }

  _make(element, rest = {}) {
    return Object.assign(this._document.createElement(element), rest)
  }

  _step(name) {
    return this._document.getElementById(`step-${name.replaceAll("/", "-")}`)
  }

  /** Add a step's button and outcome to the end of an element, or where `put` puts them. */
  _box(name, step, press = () => this._press(name), put = (box) => step.append(box)) {
    if (!step) return
    const box = this._make("div", { className: "host0-run" })
    const button = this._make("button", { type: "button", className: "md-button" })
    const state = this._make("span", { className: "host0-run-state" })
    box.append(button, state, this._make("div"))
    button.addEventListener("click", press)
    put(box)
    this._boxes.set(name, box)
    this.update(name)
  }

  /** An exercise: a button that starts it below its heading, one that checks it below its last hint. */
  _exercise({ id, start, check }) {
    const heading = this._document.getElementById(id)
    const below = []
    for (let next = heading?.nextElementSibling; next && next.localName !== "h2"; next = next.nextElementSibling)
      below.push(next)
    const hint = below.filter((one) => one.matches("details.tip")).at(-1)
    const own = below.find((one) => one.contains(this._step(start)))
    if (!hint || !own) return
    own.hidden = true // for a host0 of the reader's own: it gives the fault away
    this._words.set(start, {
      run: "exerciseStart",
      runAgain: "exerciseAgain",
      stepNow: "exerciseStarting",
      done: "exerciseStarted",
    })
    this._words.set(check, {
      run: "exerciseCheck",
      runAgain: "exerciseCheck",
      stepNow: "exerciseChecking",
      done: "exerciseMended",
      status: "exerciseNotYet",
    })
    const begin = () => (this._track.fresh ? this._track.press([start]) : this._track.afresh(start))
    this._box(start, heading, begin, (box) => heading.after(box))
    this._box(check, hint, undefined, (box) => hint.after(box))
    this._mended.set(
      check,
      below.find((one) => one.matches("details.success")),
    )
  }

  _press(name) {
    const missing = this._track.missing(name)
    const numbers = missing.map(([number]) => number).join(this._say("join"))
    const only = ["only", () => this._track.press([name])]
    if (this._track.littered(name))
      this._ask(name, this._say("littered"), ["fresh", () => this._track.afresh(name)], ["here", only[1]])
    else if (missing.length)
      this._ask(
        name,
        this._say("missing", { numbers }),
        ["first", () => this._track.press([...missing.map(([, one]) => one), name])],
        only,
      )
    else this._track.press([name])
  }

  /** Ask, at a step, what its reader wants: each answer is its word, and what it does. */
  _ask(name, question, ...answers) {
    const [, state, detail] = this._boxes.get(name).children
    const buttons = answers.map(([word, action]) => {
      const button = this._make("button", { type: "button", className: "md-button", textContent: this._say(word) })
      button.addEventListener("click", action)
      return button
    })
    state.textContent = question
    detail.replaceChildren(...buttons.flatMap((button) => [button, " "]))
    buttons[0].focus()
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
