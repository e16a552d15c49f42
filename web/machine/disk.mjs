// host0's disk as v86 asks for it (its own SyncBuffer and AsyncXHRBuffer have the same methods): read only, and where the
// bytes come from is told to the constructor. Runs in Node and in browsers.

export const BLOCK = 4096

/** Bytes of a page of memory: as many, so that a page in the cache is a block of the disk. */
export const PAGE = BLOCK

export class Disk {
  /**
   * @param {number} size in bytes
   * @param {(offset: number, length: number) => Uint8Array | Promise<Uint8Array>} read bytes of the disk
   */
  constructor(size, read) {
    this.byteLength = size
    this.onload = undefined
    this._read = read
    /** Has the guest's kernel told that the read which it waits for has failed. */
    this.refuse = () => {}
  }

  load() {
    this.onload?.({})
  }

  /**
   * @param {number} offset
   * @param {number} length
   * @param {(data: Uint8Array) => void} done
   * @param {{signal?: AbortSignal}} [more] aborted when the kernel has given up waiting
   */
  get(offset, length, done, more) {
    const failed = () => more?.signal?.aborted || this.refuse()
    let data
    try {
      data = this._read(offset, length)
    } catch {
      failed()
      return
    }
    if (data instanceof Promise) data.then(done, failed)
    else done(data)
  }

  get_and_cache(offset, length, done, more) {
    this.get(offset, length, done, more)
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

/** Bits of an ATA drive's status and error registers, and of its bus master's status. */
const [ERR, DRDY, UNC, ACTIVE] = [0x01, 0x40, 0x40, 0x01]

/**
 * End the read that the first drive is busy with as one of a bad sector: the guest's kernel does not try such a one again, and
 * whoever needs those bytes gets EIO or SIGBUS. v86 knows no failing disk; uses what its 0.5.462 (package-lock.json) has inside.
 * @param {any} cpu v86's
 */
export function refuse(cpu) {
  const { primary } = cpu.devices.ide
  const drive = primary.master
  drive.cancel_io_operations()
  drive.current_command = -1
  drive.error_reg = UNC
  drive.status_reg = DRDY | ERR
  primary.dma_status &= ~ACTIVE
  drive.push_irq()
}
