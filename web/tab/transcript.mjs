// Compares what a step printed with the description of what was recorded, which host0/check/transcript.py has made, and fits
// in the same way: strictly, up to a one-to-one renaming. tests/helpers/vectors.json holds both to the same answers.

/**
 * What something looks like that may be another in each run; `named`: how many characters tell which thing it is, or all.
 * @typedef {{kind: string, pattern: string, named: number | null}} Form
 */

/** @typedef {[form: string, text: string]} Token what may be renamed: its form, and how it was recorded */

/** @typedef {(string | Token)[]} Line a line's fixed texts, and the tokens between them */

/** @typedef {{ragged: boolean, lines: Line[]}} Described an output; ragged: the number of blanks says nothing */

const SPECIAL = /[\\^$.*+?()[\]{}|]/g
const BLANKS = / {2,}/

const NO_END = "   (no newline at the end)"

/** @type {(line: Line) => string} */
const said = (line) => line.map((piece) => (typeof piece === "string" ? piece : piece[1])).join("")

/** @type {(line: Line) => Token[]} */
const tokens = (line) => line.filter((piece) => typeof piece !== "string")

/** The one-to-one renaming between a recorded track and the present one, as it grows step by step. */
export class Renaming {
  /** @param {Record<string, Form>} forms */
  constructor(forms) {
    this._forms = forms
    /** @type {Map<string, string>} */
    this._now = new Map()
    /** @type {Map<string, string>} */
    this._then = new Map()
  }

  /**
   * Whether an output equals the recorded one; remembers the names that it gives to things, within a recording's scope.
   * @param {string} scope
   * @param {Described} recorded
   * @param {string} printed
   */
  match(scope, recorded, printed) {
    const patterns = this._patterns(recorded)
    const lines = printed.split("\n")
    /** @type {string[]} */
    const names = []
    if (lines.length !== patterns.length) return false
    for (const [number, pattern] of patterns.entries()) {
      const fit = pattern.exec(lines[number])
      if (!fit) return false
      names.push(...fit.slice(1))
    }
    return this._agree(scope, recorded.lines.flatMap(tokens), names)
  }

  /**
   * What each line has to fit, with a group for each token.
   * @param {Described} recorded
   */
  _patterns({ ragged, lines }) {
    /** @type {(text: string) => string} */
    const escaped = (text) => text.replace(SPECIAL, "\\$&")
    /** @type {(text: string) => string} */
    const fixed = (text) => (ragged ? text.split(BLANKS).map(escaped).join(BLANKS.source) : escaped(text))
    /** @type {(piece: string | Token) => string} */
    const part = (piece) => (typeof piece === "string" ? fixed(piece) : `(${this._forms[piece[0]].pattern})`)
    return lines.map((line) => new RegExp(`^(?:${line.map(part).join("")})$`))
  }

  /**
   * Whether things keep their names; if so, new ones are remembered.
   * @param {string} scope
   * @param {Token[]} recorded
   * @param {string[]} texts what was printed in their places
   */
  _agree(scope, recorded, texts) {
    const [now, then] = [new Map(this._now), new Map(this._then)]
    for (const [number, [form, text]] of recorded.entries()) {
      const { kind, named } = this._forms[form]
      const [before, after] = [text, texts[number]].map((name) => name.trim().slice(0, named ?? undefined))
      const [here, there] = [before, after].map((key) => JSON.stringify([scope, kind, key]))
      if (!now.has(here)) now.set(here, after)
      if (!then.has(there)) then.set(there, before)
      if (now.get(here) !== after || then.get(there) !== before) return false
    }
    this._now = now
    this._then = then
    return true
  }

  /**
   * The lines in which two outputs differ, `-` recorded and `+` printed, the others for context.
   * @param {string} scope
   * @param {Described} recorded
   * @param {string} printed
   */
  difference(scope, recorded, printed) {
    const known = new Renaming(this._forms)
    known._now = this._now
    known._then = this._then
    const patterns = this._patterns(recorded)
    const lines = printed.split("\n")
    const [old, fresh] = [recorded.lines.map(said), [...lines]]
    const left = patterns.map(({ source }) => source)
    const right = fresh.map((text) => patterns.find((pattern) => pattern.test(text))?.source ?? `+${text}`)
    for (const [texts, labels] of [
      [old, left],
      [fresh, right],
    ]) {
      const [text, label] = [texts.pop(), labels.pop()]
      if (text) {
        texts.push(text + NO_END)
        labels.push(label + NO_END)
      }
    }
    const result = []
    for (const [equal, first, last, start, stop] of opcodes(left, right)) {
      const [gone, come] = [old.slice(first, last), fresh.slice(start, stop)]
      if (equal)
        gone.forEach((before, number) => {
          const after = come[number]
          const names = tokens(recorded.lines[first + number])
          const texts = patterns[first + number].exec(lines[start + number])?.slice(1) ?? []
          result.push(...(known._agree(scope, names, texts) ? [` ${after}`] : [`-${before}`, `+${after}`]))
        })
      else result.push(...gone.map((text) => `-${text}`), ...come.map((text) => `+${text}`))
    }
    return result.join("\n")
  }
}

/**
 * The stretches in which two lists are equal, or not: `[equal, first, last, start, stop]`, as Python's difflib finds them.
 * @param {string[]} left
 * @param {string[]} right
 */
function opcodes(left, right) {
  /** @type {Map<string, number[]>} */
  const where = new Map()
  right.forEach((line, number) => where.set(line, [...(where.get(line) ?? []), number]))
  const blocks = []
  const queue = [[0, left.length, 0, right.length]]
  for (let next; (next = queue.pop()); ) {
    const [first, last, start, stop] = next
    const [i, j, size] = longest(left, where, first, last, start, stop)
    if (!size) continue
    blocks.push([i, j, size])
    queue.push([first, i, start, j], [i + size, last, j + size, stop])
  }
  blocks.sort((one, other) => one[0] - other[0])
  /** @type {[boolean, number, number, number, number][]} */
  const found = []
  let [i, j] = [0, 0]
  for (const [first, start, size] of [...blocks, [left.length, right.length, 0]]) {
    if (i < first || j < start) found.push([false, i, first, j, start])
    if (size) found.push([true, first, first + size, start, start + size])
    i = first + size
    j = start + size
  }
  return found
}

/**
 * The longest stretch that is equal, the first of those that are as long: where it begins in each, and its size.
 * @param {string[]} left
 * @param {Map<string, number[]>} where each line stands on the right
 * @param {number} first to `last`: the part on the left
 * @param {number} last
 * @param {number} start to `stop`: the part on the right
 * @param {number} stop
 */
function longest(left, where, first, last, start, stop) {
  let best = [first, start, 0]
  let sizes = new Map()
  for (let i = first; i < last; i++) {
    const next = new Map()
    for (const j of where.get(left[i]) ?? []) {
      if (j < start || j >= stop) continue
      const size = (sizes.get(j - 1) ?? 0) + 1
      next.set(j, size)
      if (size > best[2]) best = [i - size + 1, j - size + 1, size]
    }
    sizes = next
  }
  return best
}
