// The steps of pages as the tab runs them: one at a time, compared in order with what the page shows. Knows no page.
// A page is cut into parts, each of which a fresh host0 can run by itself.
import { Renaming } from "./transcript.mjs"

/** A step: its number on the page, from 1, and how far it is: one of these. */
export const IDLE = "idle"
export const WAITING = "waiting"
export const RUNNING = "running"
export const DONE = "done"
export const DIFFERENT = "different"
export const BUSY = "busy"
export const FAILED = "failed"

/** Those in which a step has its turn still to come, or has it. */
export const UNDER_WAY = [WAITING, BUSY, RUNNING]

/**
 * What host0/site/tab.py has written of the steps that the tab can run.
 * @typedef {object} About
 * @property {Record<string, {kept: boolean, parts: Part[]}>} pages each page's steps, part by part, in order; and whether
 *   what a part leaves stays until the page's end
 * @property {Record<string, Step>} steps
 * @property {Record<string, import("./transcript.mjs").Form>} forms what may differ
 * @property {string} engine
 * @property {string} address host0's
 * @property {Record<string, Exercise[]>} exercises those of a page
 * @property {[string, string][]} values what the page shows, and the machine's own in its place
 * @property {number} bytes until the prompt
 */

/**
 * What can be run by itself: steps, behind those earlier ones that a fresh host0 needs first.
 * @typedef {{steps: string[], needs: string[]}} Part
 */

/**
 * A step that runs here has all but `cannot`, one that cannot has only that. One of an exercise is `loose`: its reader does
 * what they like between the first step of the part and the others. One that runs `aside` is not seen in a terminal.
 * @typedef {object} Step
 * @property {string} place `host0` or `client0`
 * @property {{kind: string, what: string}} [cannot] why it does not run here
 * @property {boolean} [loose]
 * @property {boolean} [aside]
 * @property {string} [code]
 * @property {number} [seconds] how long it takes where it was measured
 * @property {number} [exit]
 * @property {string} [scope]
 * @property {import("./transcript.mjs").Described | null} [output] nothing if the page does not show it
 */

/**
 * A host0 with a fault: the id of its heading, the steps that make the fault and that check whether it is mended, and one
 * with which a lab is cleaned up.
 * @typedef {{id: string, start: string, check: string, end: string}} Exercise
 */

/** @typedef {{is: string, status?: number, difference?: string, reason?: string}} State */

export class Track {
  /**
   * @param {About} about what host0/site/tab.py has written
   * @param {(place: string, code: string, aside?: boolean) => Promise<{output: string, status: number}>} run a snippet on a
   *   machine, or beside its reader's shell
   * @param {(place: string) => Promise<void> | null} free until a shell waits for its reader; nothing if it does already
   */
  constructor(about, run, free) {
    this.about = about
    this._run = run
    this._free = free
    /** @type {string[]} */
    this._queue = []
    /** @type {Record<string, State>} */
    this._states = {}
    this._pages = Object.values(about.pages)
    /** @type {Map<Part, Renaming>} what each part's recorded run calls the things of this one */
    this._renamings = new Map()
    /** Seconds that steps have taken here, and where they were measured. */
    this._took = [0, 0]
    this._turn = Symbol("a machine's life")
    /** @type {symbol | null} the machine's life in which steps run now */
    this._at = null
    /**
     * Told the name of each step whose state has changed.
     * @type {(name: string) => void}
     */
    this.onchange = () => {}
    /**
     * Gives the steps a fresh machine, and tells whether it runs.
     * @type {() => Promise<boolean>}
     */
    this.renew = async () => false
  }

  /** Forget what ran: the machine is a fresh one. */
  reset() {
    const known = Object.keys(this._states)
    this._renamings.clear()
    this._states = {}
    this._queue = []
    this._turn = Symbol("a machine's life")
    known.forEach((name) => this.onchange(name))
  }

  /**
   * The names of a page's steps, in order.
   * @param {string} page
   */
  names(page) {
    return (this.about.pages[page]?.parts ?? []).flatMap(({ steps }) => steps)
  }

  /**
   * The number of a step on its page, from 1.
   * @param {string} name
   */
  number(name) {
    const names = Object.keys(this.about.pages).map((page) => this.names(page))
    return Math.max(...names.map((some) => some.indexOf(name))) + 1
  }

  /**
   * How far a step is.
   * @param {string} name
   * @returns {State}
   */
  state(name) {
    return this._states[name] ?? { is: IDLE }
  }

  /**
   * Seconds that a step may take here, by what others have taken on this device; nothing if nobody knows.
   * @param {string} name
   */
  seconds(name) {
    const [here, there] = this._took
    const { seconds } = this.about.steps[name]
    return seconds && Math.max(1, Math.round(there ? (seconds * here) / there : seconds))
  }

  /**
   * Whether a step has run, however it ended.
   * @param {string} name
   */
  ran(name) {
    return [DONE, DIFFERENT].includes(this.state(name).is)
  }

  /**
   * The numbers and names of steps that come before one in its part, or that this needs, can run, and have neither run nor
   * wait to.
   * @param {string} name
   * @returns {[number, string][]}
   */
  missing(name) {
    const { steps, needs } = this._part(name)
    const able = this._able(steps)
    const end = able.indexOf(name)
    return [...needs, ...able.slice(0, this.about.steps[name].loose ? Math.min(1, end) : end)]
      .filter((one) => !this.ran(one) && !UNDER_WAY.includes(this.state(one).is))
      .map((one) => [this.number(one), one])
  }

  /**
   * Whether a step's machine has on it what other steps have left: of a part that was begun, and not followed to its end; or
   * of a page that was not, where that stays until then.
   * @param {string} name
   */
  littered(name) {
    const own = this._part(name)
    return this._pages.some(({ kept, parts }) => {
      const mine = parts.includes(own)
      if (kept) return !mine && this._left(parts)
      return parts.some((part) => part !== own && this._left([part]))
    })
  }

  /** Whether no step has run on this machine, or waits to. */
  get fresh() {
    return Object.values(this._states).every(({ is }) => is === IDLE)
  }

  /**
   * Whether some steps have run, or are to, and not all of them are done.
   * @param {Part[]} parts
   */
  _left(parts) {
    const names = this._able(parts.flatMap(({ steps }) => steps))
    return names.some((one) => this.state(one).is !== IDLE) && !this._followed(names)
  }

  /**
   * @param {string} name
   * @returns {Part}
   */
  _part(name) {
    const all = this._pages.flatMap(({ parts }) => parts)
    return all.find(({ steps }) => steps.includes(name)) ?? { steps: [], needs: [] }
  }

  /** @param {string[]} names */
  _able(names) {
    return names.filter((name) => !this.about.steps[name].cannot)
  }

  /** @param {string[]} names */
  _followed(names) {
    return this._able(names).every((name) => this.state(name).is === DONE)
  }

  /**
   * Run a step on a fresh machine, and first all that come before it in its part.
   * @param {string} name
   */
  async afresh(name) {
    if (await this.renew()) await this.press([...this.missing(name).map(([, one]) => one), name])
  }

  /**
   * Let steps run, one after the other, behind those that wait already.
   * @param {string[]} names
   */
  async press(names) {
    for (const name of names) {
      if (UNDER_WAY.includes(this.state(name).is)) continue
      this._again(name)
      this._queue.push(name)
      this._set(name, { is: WAITING })
    }
    const turn = this._turn
    if (this._at === turn) return
    this._at = turn
    for (let name; (name = this._queue.shift()); ) {
      const state = await this._outcome(name, turn)
      if (turn !== this._turn) return // another machine's life
      this._set(name, state)
      if (state.is !== DONE) this._give()
    }
    this._at = null
  }

  /**
   * Forget a part that has run to its end when its first step is pressed again: what it makes then has other names.
   * @param {string} name
   */
  _again(name) {
    const part = this._part(name)
    if (this._able(part.steps)[0] !== name || !this._followed(part.steps)) return
    this._renamings.delete(part)
    for (const one of this._able(part.steps)) this._set(one, { is: IDLE })
  }

  /** Nothing waits any more: what it builds on did not come as it should. */
  _give() {
    for (const name of this._queue.splice(0)) this._set(name, { is: IDLE })
  }

  /**
   * @param {string} name
   * @param {symbol} turn the machine's life
   * @returns {Promise<State>}
   */
  async _outcome(name, turn) {
    const { place, code = "", exit, scope = "", output = null, aside, seconds } = this.about.steps[name]
    for (let wait; (wait = this._free(place)) && turn === this._turn; await wait) this._set(name, { is: BUSY })
    if (turn !== this._turn) return { is: IDLE }
    this._set(name, { is: RUNNING })
    const begin = performance.now()
    let printed
    try {
      printed = await this._run(place, code, aside)
    } catch (reason) {
      return { is: FAILED, reason: reason.message }
    }
    if (turn !== this._turn) return { is: IDLE } // the names of a fresh machine are not to be learned from the old one
    if (seconds) this._took = [this._took[0] + (performance.now() - begin) / 1000, this._took[1] + seconds]
    const status = printed.status === exit ? undefined : printed.status
    const part = this._part(name)
    const renaming = this._renamings.get(part) ?? new Renaming(this.about.forms)
    this._renamings.set(part, renaming)
    const same = output === null || renaming.match(scope, output, printed.output)
    if (same && status === undefined) return { is: DONE }
    return { is: DIFFERENT, status, difference: same ? "" : renaming.difference(scope, output, printed.output) }
  }

  /**
   * @param {string} name
   * @param {State} state
   */
  _set(name, state) {
    this._states[name] = state
    this.onchange(name)
  }
}
