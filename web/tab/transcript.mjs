// Compares what a step printed with what was recorded, by the rule of host0/check/transcript.py: strictly, up to a one-to-one
// renaming. The forms of what may differ come from there; tests/helpers/vectors.json holds both to the same answers.

/** A word, with the blanks before it, which align it. */
const WORD = / *[^ \t\r\n\f\v]+/g

/** @typedef {{identities: Record<string, string>, moments: Record<string, string>}} Described kinds and their expressions */

/** @typedef {{kind: string, key: string, text: string}} Token what may be renamed */

/** @typedef {string | Token} Piece a string must be equal */

/** What may differ, found in texts. */
class Forms {
  /** @param {Described} forms */
  constructor({ identities, moments }) {
    this._kinds = [...Object.keys(identities), ...Object.keys(moments)]
    this._moments = new Set(Object.keys(moments))
    const all = [...Object.values(identities), ...Object.values(moments)]
    this._token = new RegExp(all.map((form, number) => `(?<k${number}>${form})`).join("|"), "g")
  }

  /**
   * Split an output into what must be equal and what may be renamed.
   * @param {string} text
   * @returns {Piece[]}
   */
  pieces(text) {
    const tokens = [...pids(text)]
    for (const match of text.matchAll(this._token)) {
      const group = this._kinds.findIndex((_, number) => match.groups?.[`k${number}`] !== undefined)
      tokens.push([match.index, this._kinds[group], match[0]])
    }
    tokens.sort((one, other) => one[0] - other[0] || compared(one[1], other[1]) || compared(one[2], other[2]))
    /** @type {Piece[]} */
    const found = []
    let place = 0
    for (const [start, kind, name] of tokens) {
      if (start < place) continue
      const key = this._moments.has(kind) ? "" : kind === "id" ? name.slice(0, 12) : name.trim()
      found.push(text.slice(place, start), { kind, key, text: name })
      place = start + name.length
    }
    return [...found, text.slice(place)]
  }
}

/** @type {(one: string, other: string) => number} */
const compared = (one, other) => (one < other ? -1 : Number(one > other))

/**
 * Find the numbers under a heading `PID`, as `ps` prints them, with the blanks that align them.
 * @param {string} text
 * @returns {Generator<[number, string, string]>} where each stands, its kind, and itself
 */
function* pids(text) {
  let column = -1
  let start = 0
  for (const line of text.split("\n")) {
    const words = [...line.matchAll(WORD)]
    const names = words.map(([word]) => word.replaceAll(" ", ""))
    if (names.includes("PID") && !/[a-z]/.test(line)) column = names.indexOf("PID")
    else if (column >= 0 && /^[0-9]+$/.test(names[column] ?? ""))
      yield [start + words[column].index, "process", words[column][0]]
    else column = -1
    start += line.length + 1
  }
}

/** @type {(parts: Piece[]) => Token[]} */
const tokens = (parts) => parts.filter((part) => typeof part !== "string")

/**
 * Whether the number of blanks says nothing: a column is as wide as its widest cell, be that a duration.
 * @type {(parts: Piece[]) => boolean}
 */
const ragged = (parts) => tokens(parts).some((token) => token.kind === "duration")

/**
 * What two outputs must share, as a string: the fixed text, and kind and, where it counts, length of each token.
 * @param {Piece[]} parts
 * @param {boolean} loose whether the number of blanks says nothing
 */
function shape(parts, loose) {
  const result = []
  let text = ""
  for (const part of [...parts, { kind: "end", key: "", text: "" }]) {
    if (typeof part === "string") text += part
    else {
      result.push(loose ? text.replace(/ {2,}/g, "  ") : text, part.kind, part.kind === "id" ? part.text.length : 0)
      text = ""
    }
  }
  return JSON.stringify(result)
}

/**
 * Split an output's pieces into lines.
 * @param {Piece[]} parts
 */
function rows(parts) {
  /** @type {Piece[]} */
  let last = []
  const found = [last]
  for (const part of parts) {
    if (typeof part === "string") {
      const [first, ...more] = part.split("\n")
      last.push(first)
      for (const line of more) found.push((last = [line]))
    } else last.push(part)
  }
  if (last.length === 1 && last[0] === "") found.pop()
  else last.push("   (no newline at the end)")
  return found
}

/** @type {(row: Piece[]) => string} */
const said = (row) => row.map((part) => (typeof part === "string" ? part : part.text)).join("")

/** The one-to-one renaming between a recorded track and the present one, as it grows step by step. */
export class Renaming {
  /** @param {Described | Forms} forms */
  constructor(forms) {
    this._forms = forms instanceof Forms ? forms : new Forms(forms)
    /** @type {Map<string, string>} */
    this._now = new Map()
    /** @type {Map<string, string>} */
    this._then = new Map()
  }

  /**
   * Whether an output equals the recorded one; remembers the names that it gives to things, within a recording's scope.
   * @param {string} scope
   * @param {string} recorded
   * @param {string} printed
   */
  match(scope, recorded, printed) {
    const [before, after] = [recorded, printed].map((text) => this._forms.pieces(text))
    return (
      shape(before, ragged(before)) === shape(after, ragged(after)) && this._agree(scope, tokens(before), tokens(after))
    )
  }

  /**
   * @param {string} scope
   * @param {Token[]} before
   * @param {Token[]} after of the same kinds
   */
  _agree(scope, before, after) {
    const [now, then] = [new Map(this._now), new Map(this._then)]
    for (const [number, old] of before.entries()) {
      const fresh = after[number]
      const [here, there] = [old, fresh].map(({ kind, key }) => JSON.stringify([scope, kind, key]))
      if (!now.has(here)) now.set(here, fresh.key)
      if (!then.has(there)) then.set(there, old.key)
      if (now.get(here) !== fresh.key || then.get(there) !== old.key) return false
    }
    this._now = now
    this._then = then
    return true
  }

  /**
   * The lines in which two outputs differ, `-` recorded and `+` printed, the others for context.
   * @param {string} scope
   * @param {string} recorded
   * @param {string} printed
   */
  difference(scope, recorded, printed) {
    const known = new Renaming(this._forms)
    known._now = this._now
    known._then = this._then
    const parts = [recorded, printed].map((text) => this._forms.pieces(text))
    const [before, after] = parts.map(rows)
    const loose = parts.some(ragged)
    const result = []
    const [left, right] = [before, after].map((lines) => lines.map((row) => shape(row, loose)))
    for (const [equal, first, last, start, stop] of opcodes(left, right)) {
      const [gone, come] = [before.slice(first, last), after.slice(start, stop)]
      if (equal)
        gone.forEach((old, number) => {
          const same = known._agree(scope, tokens(old), tokens(come[number]))
          result.push(...(same ? [` ${said(come[number])}`] : [`-${said(old)}`, `+${said(come[number])}`]))
        })
      else result.push(...gone.map((row) => `-${said(row)}`), ...come.map((row) => `+${said(row)}`))
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
