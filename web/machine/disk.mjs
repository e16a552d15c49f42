// host0's disk as v86 asks for it (its own SyncBuffer and AsyncXHRBuffer have the same methods): read only, and where the
// bytes come from is told to the constructor. Runs in Node and in browsers.

export const BLOCK = 4096

/** Bytes of a page of memory: as many, so that a page in the cache is a block of the disk. */
export const PAGE = BLOCK

export class Disk {
  /**
   * @param {number} size in bytes
   * @param {(offset: number, length: number) => Uint8Array | Promise<Uint8Array>} read bytes of the disk
   * @param {(reason: Error) => void} failed told when a read fails for good; the machine then waits for it forever
   */
  constructor(size, read, failed = () => {}) {
    this.byteLength = size
    this.onload = undefined
    this._read = read
    this._failed = failed
  }

  load() {
    this.onload?.({})
  }

  get(offset, length, done) {
    try {
      const data = this._read(offset, length)
      if (data instanceof Promise) data.then(done, this._failed)
      else done(data)
    } catch (reason) {
      this._failed(reason)
    }
  }

  get_and_cache(offset, length, done) {
    this.get(offset, length, done)
  }

  get_from_cache() {
    return undefined
  }

  // erofs never writes, and what is not written needs no place in a snapshot.
  set(offset, data, done) {
    done()
  }

  get_state() {
    return []
  }

  set_state() {}
}
