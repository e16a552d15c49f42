// Files of the machine that have come, kept in the browser by their content: a later visit finds them without a network, and
// so does another version that has the same ones. Where a browser keeps nothing, as in a private window, all goes on without.

/** Bytes of all that is kept, at most. */
const MOST = 80e6

export class Store {
  /** @param {URL} folder the tab's: other sites may share our origin */
  constructor(folder) {
    this._folder = folder
    /** @type {Promise<Cache | null>} */
    this._cache = Promise.resolve()
      .then(() => caches.open(`host0 machine ${folder.href}`))
      .catch(() => null)
    /** What came before the machine had all that its reader waits for, and is kept then. */
    this._waiting = new Map()
    /** Bytes that are kept; more than any may be, until that is known. */
    this._bytes = Infinity
    /** By their SHA-256. */
    this._kept = new Set()
    this._last = Promise.resolve()
  }

  _address(hash) {
    return new URL(hash, this._folder)
  }

  /**
   * @param {string} hash a file's SHA-256, in hexadecimal
   * @returns {Promise<Uint8Array<ArrayBuffer> | undefined>} its bytes, as they were kept; nothing if they were not
   */
  async get(hash) {
    try {
      const kept = await (await this._cache)?.match(this._address(hash))
      if (!kept) return undefined
      this._kept.add(hash)
      return new Uint8Array(await kept.arrayBuffer())
    } catch {
      return undefined
    }
  }

  /** Keep a file, if there is room, as soon as that holds nobody up. */
  keep(hash, data) {
    if (this._kept.has(hash)) return
    this._kept.add(hash)
    this._waiting.set(hash, data)
    if (this._bytes < Infinity) this._work()
  }

  /**
   * From now on files are kept; those of other versions go.
   * @param {Map<string, number>} known the bytes of each file of this version, by its SHA-256
   */
  async open(known) {
    try {
      const cache = await this._cache
      let bytes = 0
      for (const request of (await cache?.keys()) ?? []) {
        const hash = request.url.split("/").at(-1)
        if (known.has(hash)) bytes += known.get(hash)
        else await cache.delete(request)
      }
      this._bytes = bytes
      this._work()
    } catch {
      // nothing is kept
    }
  }

  _work() {
    for (const [hash, data] of this._waiting) {
      this._waiting.delete(hash)
      if (this._bytes + data.length > MOST) continue
      this._bytes += data.length
      // one after the other: each is in memory a second time until the browser has it
      this._last = this._last.then(async () => {
        try {
          await (await this._cache)?.put(this._address(hash), new Response(data))
        } catch {
          this._bytes -= data.length // no room
        }
      })
    }
  }
}
