// The page's handle on the machine: starts it in a worker, and forwards. playground/README.md tells how to use it.

/** Milliseconds in which a worker that is well gives its files. */
const PATIENCE = 5000

/** What the files of a machine lie in: given away with them, and not copied. */
export const buffers = (files) => [...new Set([...files.values()].map(({ buffer }) => buffer))]

export class Tab {
  /**
   * @param {URL | string} folder where the published files lie. Nothing is fetched before `start`.
   * @param {Map<string, Uint8Array>} kept files that another machine has fetched: what its `end` gave
   */
  constructor(folder, kept = new Map()) {
    this._worker = new Worker(new URL("worker.mjs", folder), { type: "module" })
    this._waiting = new Map()
    this._count = 0
    this._kept = kept
    /** Told how many bytes of how many until the prompt have come. */
    this.onprogress = (bytes, of) => {}
    /** Told what a terminal prints: a place, `host0` or `client0`, and bytes. */
    this.onoutput = (place, bytes) => {}
    /** Told when a shell begins and ends to wait for its reader. */
    this.onready = (place, ready) => {}
    /** Told, with a name and a message, that the machine cannot go on: its disk, or the worker, failed. */
    this.onfailed = (reason) => {}
    /** Told that a file could not be had, or was a wrong one: the machine waits for it until `retry`. */
    this.ontrouble = (reason) => {}
    /** Told the same of a piece of the disk, and whether programs that need it wait or fail; all others go on. Or, with nothing,
     * that none is lacking any more. */
    this.onlost = (reason, waits) => {}
    this._worker.onerror = (event) => this.onfailed({ name: "Error", message: event.message })
    this._worker.onmessage = ({ data }) => this._told(data)
  }

  _told({ id, result, error, progress, output, ready, failed, trouble, lost }) {
    if (progress) this.onprogress(progress.bytes, progress.of)
    else if (output) this.onoutput(output.place, output.bytes)
    else if (ready) this.onready(ready.place, ready.ready)
    else if (failed) this.onfailed(failed)
    else if (trouble) this.ontrouble(trouble)
    else if (lost) this.onlost(lost.reason, lost.waits)
    else {
      const { resolve, reject } = this._waiting.get(id)
      this._waiting.delete(id)
      if (error) reject(Object.assign(new Error(error.message), { name: error.name }))
      else resolve(result)
    }
  }

  _do(job, rest = {}, given = []) {
    const id = ++this._count
    return new Promise((resolve, reject) => {
      this._waiting.set(id, { resolve, reject })
      this._worker.postMessage({ id, job, ...rest }, given)
    })
  }

  /** Fetch and start the machine; resolves when its prompts are there. */
  start() {
    return this._do("start", { kept: this._kept }, buffers(this._kept))
  }

  /** Fetch anew what `ontrouble` or `onlost` has told of. */
  retry() {
    return this._do("retry")
  }

  /** Resolves when commands can run: until then, what the reader types waits at its Enter. Nobody has to call this. */
  whole() {
    return this._do("whole")
  }

  /** Fetch, in the background, what the article's steps will read; resolves when all of it is here. */
  prefetch() {
    return this._do("prefetch")
  }

  /** Run a snippet in the reader's shell on a place: `{output, status}`, as host0/check/transcript.py compares it. */
  run(place, code) {
    return this._do("run", { place, code })
  }

  /** Run a bash script on host0 out of the reader's sight: `{output, status}`. */
  aside(script) {
    return this._do("aside", { script })
  }

  /** Send what the reader types. */
  type(place, text) {
    return this._do("type", { place, text })
  }

  /** Tell the machines the terminal's size in characters. */
  resize(columns, rows) {
    return this._do("resize", { columns, rows })
  }

  /** End the machine at once; the browser takes its memory back. What was asked of it rejects, with the name `Stopped`. */
  stop() {
    this._worker.terminate()
    for (const { reject } of this._waiting.values()) {
      reject(Object.assign(new Error("the machine was stopped"), { name: "Stopped" }))
    }
    this._waiting.clear()
  }

  /** End the machine, and resolve with the files that it has fetched, for another one. */
  async end() {
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, new Map()))
    const kept = await Promise.race([this._do("give"), late])
    this.stop()
    return kept
  }
}
