// The steps of a page as the tab runs them: one at a time, compared in order with what the page shows. Knows no page.
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
 * @property {Record<string, string[]>} pages the names of each page's steps, in order
 * @property {Record<string, Step>} steps
 * @property {import("./transcript.mjs").Described} forms what may differ
 * @property {string} engine
 * @property {string} address host0's
 * @property {[string, string][]} values what the page shows, and the machine's own in its place
 * @property {number} bytes until the prompt
 */

/**
 * @typedef {object} Step
 * @property {string} place `host0` or `client0`
 * @property {string} code
 * @property {number} exit
 * @property {string} scope
 * @property {string | null} output nothing if the page does not show it
 */

/** @typedef {{is: string, status?: number, difference?: string, reason?: string}} State */

export class Track {
  /**
   * @param {About} about what host0/site/tab.py has written
   * @param {(place: string, code: string) => Promise<{output: string, status: number}>} run a snippet on a machine
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
    this._renaming = new Renaming(about.forms)
    this._turn = Symbol("a machine's life")
    /** @type {symbol | null} the machine's life in which steps run now */
    this._at = null
    /**
     * Told the name of each step whose state has changed.
     * @type {(name: string) => void}
     */
    this.onchange = () => {}
  }

  /** Forget what ran: the machine is a fresh one. */
  reset() {
    const known = Object.keys(this._states)
    this._renaming = new Renaming(this.about.forms)
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
    return this.about.pages[page] ?? []
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
   * Whether a step has run, however it ended.
   * @param {string} name
   */
  ran(name) {
    return [DONE, DIFFERENT].includes(this.state(name).is)
  }

  /**
   * The numbers and names of steps that come before one of a page, and have neither run nor wait to.
   * @param {string} page
   * @param {string} name
   * @returns {[number, string][]}
   */
  missing(page, name) {
    const names = this.names(page)
    return names
      .slice(0, names.indexOf(name))
      .map((one, number) => /** @type {[number, string]} */ ([number + 1, one]))
      .filter(([, one]) => !this.ran(one) && !UNDER_WAY.includes(this.state(one).is))
  }

  /**
   * Let steps run, one after the other, behind those that wait already.
   * @param {string[]} names
   */
  async press(names) {
    for (const name of names) {
      if (UNDER_WAY.includes(this.state(name).is)) continue
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
    const { place, code, exit, scope, output } = this.about.steps[name]
    for (let wait; (wait = this._free(place)) && turn === this._turn; await wait) this._set(name, { is: BUSY })
    if (turn !== this._turn) return { is: IDLE }
    this._set(name, { is: RUNNING })
    let printed
    try {
      printed = await this._run(place, code)
    } catch (reason) {
      return { is: FAILED, reason: reason.message }
    }
    if (turn !== this._turn) return { is: IDLE } // the names of a fresh machine are not to be learned from the old one
    const status = printed.status === exit ? undefined : printed.status
    const same = output === null || this._renaming.match(scope, output, printed.output)
    if (same && status === undefined) return { is: DONE }
    return { is: DIFFERENT, status, difference: same ? "" : this._renaming.difference(scope, output, printed.output) }
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
