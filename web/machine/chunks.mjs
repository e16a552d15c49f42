// host0's disk as it is published: chunks of blocks. First those that the machine's memory holds, too (see parts.mjs), then
// those that the article reads, in the order of its steps, then all others. A chunk's file has the name of its content.
import { restore } from "./calls.mjs"
import { BLOCK } from "./disk.mjs"

/** Chunks held unpacked: the guest caches what it read itself, so one is seldom asked for twice. */
const UNPACKED = 6

/** Milliseconds until a chunk that the guest waits for is asked for again: the network may have been away for a moment. */
const PAUSES = [500, 1500, 4000]

/** What each chunk says of itself in the index: its bytes, and their SHA-256. */
const ENTRY = 4 + 32

/** Hexadecimal digits of that in its file's name. */
const NAME = 16

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")

export class Chunks {
  /**
   * @param {{size: number, chunks: number[], calls: boolean}} about the manifest's `disk`: its bytes, those of a chunk of each
   *   kind, and whether its calls are as calls.mjs has them
   * @param {Uint8Array} index the file that `about.index` names
   * @param {(name: string, hash: Uint8Array, again: boolean) => Promise<Uint8Array>} fetch bytes of a file, checked
   * @param {{decompress(data: Uint8Array, size: number): Uint8Array}} zstd
   * @param {{patient: <T>(work: (again: boolean) => Promise<T>) => Promise<T>, reachable?: () => Promise<boolean>,
   *   lost?: (reason: Error | null, waits: boolean) => void, pauses?: number[]}} how what the machine waits for is tried until
   *   it is there; whether the server answers; told why a chunk that a program has asked for could not be had, and whether
   *   the program waits for it, or, with nothing, that all such ones have come after all; when to try again
   */
  constructor(about, index, fetch, zstd, { patient, reachable = async () => true, lost = () => {}, pauses = PAUSES }) {
    const view = new DataView(index.buffer, index.byteOffset, index.byteLength)
    const blocks = about.size / BLOCK
    const hot = view.getUint32(0, true)
    const count = view.getUint32(4, true)
    const list = 8 + Math.ceil(blocks / 8)
    const pairs = list + 4 * hot
    const twins = new Map(
      Array.from({ length: count }, (_, i) => [pairs + 8 * i, pairs + 8 * i + 4]).map(([twin, other]) => [
        view.getUint32(twin, true),
        view.getUint32(other, true),
      ]),
    )
    const order = [] // the first ones of the disk's blocks
    for (let block = 0; block < blocks; block++) if ((index[8 + (block >> 3)] >> (block & 7)) & 1) order.push(block)
    const early = order.length
    for (let i = 0; i < hot; i++) order.push(view.getUint32(list + 4 * i, true))
    const ends = [early, order.length, blocks - count]
    const known = new Set(order)
    for (let block = 0; block < blocks; block++) if (!known.has(block) && !twins.has(block)) order.push(block)
    /** The disk's blocks as they lie in the chunks, but for twins of others; and where each is, counted in blocks. */
    this._order = Uint32Array.from(order)
    this._position = new Uint32Array(blocks)
    order.forEach((block, position) => {
      this._position[block] = position
    })
    for (const [twin, other] of twins) this._position[twin] = this._position[other]
    /** The position at which each chunk begins, and the end of the last. */
    this._starts = []
    ends.forEach((end, kind) => {
      const step = about.chunks[kind] / BLOCK
      for (let start = kind ? ends[kind - 1] : 0; start < end; start += step) this._starts.push(start)
      if (kind === 0) this.early = this._starts.length
      if (kind === 1) this._hot = this._starts.length
    })
    this._starts.push(order.length)
    this._entries = index.subarray(pairs + 8 * count)
    this._calls = about.calls
    this._fetch = fetch
    this._zstd = zstd
    this._patient = patient
    this._reachable = reachable
    this._lose = lost
    this._pauses = pauses
    /** Those that the server did not give: who asks for one is refused at once if it does not give it again. */
    this._lost = new Set()
    /** Those of which it was told that they are lacking. */
    this._told = new Set()
    /** Ends the pauses before the next try. */
    this._wake = new Set()
    this._packed = new Map()
    this._unpacked = new Map()
  }

  /** Fetch what the article will read, `lanes` chunks at a time, in its order. */
  prefetch(lanes = 2) {
    return this._all(this.early, this._hot, lanes, (chunk) => this._load(chunk))
  }

  /**
   * Fetch what the machine's memory holds, too, `lanes` chunks at a time: the machine waits for it.
   * @param {(blocks: Map<number, Uint8Array>) => Promise<void>} each told the blocks of every chunk, by number
   */
  memory(each, lanes = 4) {
    return this._all(0, this.early, lanes, async (chunk) => {
      await this._patient((again) => this._load(chunk, again))
      const data = this._unpack(chunk, false)
      const blocks = this._order.subarray(this._starts[chunk], this._starts[chunk + 1])
      await each(new Map(Array.from(blocks, (block, i) => [block, data.subarray(i * BLOCK, (i + 1) * BLOCK)])))
    })
  }

  /**
   * The SHA-256 of each chunk's file, and its bytes.
   * @returns {Generator<[string, number]>}
   */
  *files() {
    const view = new DataView(this._entries.buffer, this._entries.byteOffset)
    for (let at = 0; at < this._entries.length; at += ENTRY)
      yield [hex(this._entries.subarray(at + 4, at + ENTRY)), view.getUint32(at, true)]
  }

  async _all(first, end, lanes, work) {
    let next = first
    const lane = async () => {
      while (next < end) await work(next++)
    }
    await Promise.all(Array.from({ length: lanes }, lane))
  }

  /** The chunk that a block is in. */
  _chunk(block) {
    const position = this._position[block]
    let [low, high] = [0, this._starts.length - 1]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (this._starts[middle] <= position) low = middle
      else high = middle
    }
    return low
  }

  /** Bytes of the disk: at once where they are here, else as a promise, which rejects if they cannot be had. */
  read(offset, length) {
    const first = Math.floor(offset / BLOCK)
    const last = Math.floor((offset + length - 1) / BLOCK)
    const missing = new Set()
    for (let block = first; block <= last; block++) {
      const chunk = this._chunk(block)
      if (!(this._packed.get(chunk) instanceof Uint8Array)) missing.add(chunk)
    }
    if (!missing.size) return this._copy(offset, length, first, last)
    const coming = [...missing].map((chunk) => this._need(chunk))
    return Promise.all(coming).then(() => this._copy(offset, length, first, last))
  }

  /** Ask anew for what could not be had; tells again what still cannot. */
  async again() {
    this._told.clear()
    for (const wake of this._wake) wake()
    await Promise.all([...this._lost].map((chunk) => this._need(chunk))).catch(() => {})
  }

  /**
   * Load a chunk that a program needs. It is tried some times; then, if the server answers, it is given up: whoever does not
   * need it is to go on. Without a network it is waited for, or the Engine would soon end, for it reads its own code so, too.
   */
  async _need(chunk) {
    const pauses = this._lost.has(chunk) ? [] : this._pauses
    for (let tried = 0; ; tried++) {
      try {
        await this._load(chunk, tried > 0 || this._lost.has(chunk))
        this._lost.delete(chunk)
        if (this._told.delete(chunk) && !this._told.size) this._lose(null, false)
        return
      } catch (reason) {
        if (tried >= pauses.length) {
          const gone = await this._reachable()
          if (!this._told.has(chunk) || (gone && !this._lost.has(chunk))) this._lose(reason, !gone)
          this._told.add(chunk)
          if (gone) this._lost.add(chunk)
          if (gone) throw reason
        }
        await this._pause(pauses[tried] ?? this._pauses.at(-1))
      }
    }
  }

  /** Wait so many milliseconds, or until the reader asks. */
  async _pause(milliseconds) {
    let timer
    let wake
    await new Promise((resolve) => {
      wake = resolve
      timer = setTimeout(wake, milliseconds)
      this._wake.add(wake)
    })
    clearTimeout(timer)
    this._wake.delete(wake)
  }

  _copy(offset, length, first, last) {
    const data = new Uint8Array((last - first + 1) * BLOCK)
    for (let block = first; block <= last; block++) {
      const number = this._chunk(block)
      const place = (this._position[block] - this._starts[number]) * BLOCK
      const chunk = this._unpack(number)
      data.set(chunk.subarray(place, place + BLOCK), (block - first) * BLOCK)
    }
    return data.subarray(offset - first * BLOCK, offset - first * BLOCK + length)
  }

  _load(chunk, again = false) {
    const here = this._packed.get(chunk)
    if (here) return Promise.resolve(here)
    const hash = this._entries.subarray(chunk * ENTRY + 4, (chunk + 1) * ENTRY)
    const coming = this._fetch(`disk/${hex(hash).slice(0, NAME)}.zst`, hash, again).then(
      (data) => {
        this._packed.set(chunk, data)
        return data
      },
      (reason) => {
        this._packed.delete(chunk) // whoever asks again tries again
        throw reason
      },
    )
    this._packed.set(chunk, coming)
    return coming
  }

  _unpack(chunk, keep = true) {
    let data = this._unpacked.get(chunk)
    if (!data) {
      const blocks = this._order.subarray(this._starts[chunk], this._starts[chunk + 1])
      data = this._zstd.decompress(this._packed.get(chunk), blocks.length * BLOCK)
      if (this._calls)
        blocks.forEach((block, i) => {
          restore(data.subarray(i * BLOCK, (i + 1) * BLOCK), block * BLOCK)
        })
      if (!keep) return data
      this._unpacked.set(chunk, data)
      if (this._unpacked.size > UNPACKED) this._unpacked.delete(this._unpacked.keys().next().value)
    }
    return data
  }
}
