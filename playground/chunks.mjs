// host0's disk as it is published: chunks of blocks, those that the article reads first and in the order of its steps.
import { BLOCK } from "./disk.mjs"

/** Chunks held unpacked: the guest caches what it read itself, so one is seldom asked for twice. */
const UNPACKED = 16

/** What each chunk says of itself in the index: its bytes, and their SHA-256. */
const ENTRY = 4 + 32

export class Chunks {
  /**
   * @param {{size: number, chunk: number}} about the manifest's `disk`
   * @param {Uint8Array} index the file that `about.index` names
   * @param {(name: string, hash: Uint8Array, again: boolean) => Promise<Uint8Array>} fetch bytes of a file, checked
   * @param {{decompress(data: Uint8Array, size: number): Uint8Array}} zstd
   * @param {<T>(work: (again: boolean) => Promise<T>) => Promise<T>} patient what the machine waits for is tried until it is
   *   there; what is fetched in advance is not
   */
  constructor(about, index, fetch, zstd, patient) {
    const view = new DataView(index.buffer, index.byteOffset, index.byteLength)
    const hot = view.getUint32(0, true)
    const blocks = about.size / BLOCK
    // where each block is: the hot ones in the order of the index, then all others in their own
    this._position = new Uint32Array(blocks).fill(0xffffffff)
    for (let i = 0; i < hot; i++) this._position[view.getUint32(4 + 4 * i, true)] = i
    let next = hot
    for (let block = 0; block < blocks; block++) {
      if (this._position[block] === 0xffffffff) this._position[block] = next++
    }
    this._blocks = blocks
    this._perChunk = about.chunk / BLOCK
    this._hot = Math.ceil(hot / this._perChunk)
    this._entries = index.subarray(4 + 4 * hot)
    this._fetch = fetch
    this._zstd = zstd
    this._patient = patient
    this._packed = new Map()
    this._unpacked = new Map()
  }

  /** Fetch what the article will read, `lanes` chunks at a time, in its order. */
  async prefetch(lanes = 2, chunks = this._hot) {
    let next = 0
    const lane = async () => {
      while (next < chunks) await this._load(next++)
    }
    await Promise.all(Array.from({ length: lanes }, lane))
  }

  /** Bytes of the disk: at once where they are here, else as a promise. */
  read(offset, length) {
    const first = Math.floor(offset / BLOCK)
    const last = Math.floor((offset + length - 1) / BLOCK)
    const missing = new Set()
    for (let block = first; block <= last; block++) {
      const chunk = Math.floor(this._position[block] / this._perChunk)
      if (!(this._packed.get(chunk) instanceof Uint8Array)) missing.add(chunk)
    }
    if (!missing.size) return this._copy(offset, length, first, last)
    const coming = [...missing].map((chunk) => this._patient((again) => this._load(chunk, again)))
    return Promise.all(coming).then(() => this._copy(offset, length, first, last))
  }

  _copy(offset, length, first, last) {
    const data = new Uint8Array((last - first + 1) * BLOCK)
    for (let block = first; block <= last; block++) {
      const position = this._position[block]
      const place = (position % this._perChunk) * BLOCK
      const chunk = this._unpack(Math.floor(position / this._perChunk))
      data.set(chunk.subarray(place, place + BLOCK), (block - first) * BLOCK)
    }
    return data.subarray(offset - first * BLOCK, offset - first * BLOCK + length)
  }

  _load(chunk, again = false) {
    const here = this._packed.get(chunk)
    if (here) return Promise.resolve(here)
    const hash = this._entries.subarray(chunk * ENTRY + 4, (chunk + 1) * ENTRY)
    const coming = this._fetch(`disk/${String(chunk).padStart(4, "0")}.zst`, hash, again).then(
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

  _unpack(chunk) {
    let data = this._unpacked.get(chunk)
    if (!data) {
      const blocks = Math.min(this._perChunk, this._blocks - chunk * this._perChunk)
      data = this._zstd.decompress(this._packed.get(chunk), blocks * BLOCK)
      this._unpacked.set(chunk, data)
      if (this._unpacked.size > UNPACKED) this._unpacked.delete(this._unpacked.keys().next().value)
    }
    return data
  }
}
