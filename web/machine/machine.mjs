// host0 in an emulator: its two terminals, and the page's own way in. Runs in Node and in browsers, on any thread.
// playground/README.md tells the protocol.

import { tune } from "./code.mjs"
import { refuse } from "./disk.mjs"

/** Terminal control sequences (ECMA-48). host0/lab/session.py leaves out the same: tests/helpers/cleaning.json holds both to it. */
const ESCAPE = /\x1b\[[0-9;?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-_]/g

/** Where a prompt (A) and the reader's turn (B) begin, an output begins (C) and ends (D, with a status): OSC 133. */
const MARK = /\x1b\]133;([ABCD])(?:;(\d+))?\x07/g

/** What a terminal was sent as text: no control sequences, lines ended by LF alone, even those that a program ended by CR LF. */
export const clean = (text) => text.replace(ESCAPE, "").replace(/\r+\n/g, "\n")

/** Bytes that a serial line takes at once: v86's queue holds 4096. */
const PIECE = 1024

/** What a reader types to have a line run, or something that is not the shell's own: these wait until the machine is whole. */
const RUNS = new Set("\r\n\x0f\x18".split("").map((key) => key.charCodeAt(0)))

/** A shell of the reader's on one of the machines. */
export class Terminal {
  /**
   * @param {(bytes: Uint8Array) => void} send puts bytes on the machine's line
   * @param {boolean} ready whether its prompt is there already, as in a snapshot
   * @param {Promise<void>} [whole] resolves when commands may run; until then the reader can only write them
   */
  constructor(send, ready, whole) {
    this._send = send
    this._held = whole && [] // bytes that wait for it
    whole?.then(
      () => {
        for (const bytes of this._held) send(bytes)
        this._held = null
      },
      () => {},
    )
    this._decoder = new TextDecoder()
    this._tail = "" // what may be the first half of a mark
    this._job = null
    /** Told every piece of output as it comes, for an emulator of terminals to show. */
    this.onoutput = (bytes) => {}
    /** Told when the shell begins to wait for its reader, and when it stops waiting. */
    this.onready = (ready) => {}
    /** Whether the shell waits for its reader. */
    this.ready = ready
    this._ended = ready // whether a command has ended since one was entered
  }

  /** Type on the terminal, as its reader does. */
  type(text) {
    if (/[\r\n]/.test(text)) this._work() // until the next prompt, whatever becomes of the line
    const bytes = new TextEncoder().encode(text)
    for (let start = 0; start < bytes.length; start += PIECE) this._put(bytes.subarray(start, start + PIECE))
  }

  _put(bytes) {
    const at = !this._held ? -1 : this._held.length ? 0 : bytes.findIndex((byte) => RUNS.has(byte))
    if (at < 0) this._send(bytes)
    else {
      if (at) this._send(bytes.subarray(0, at))
      this._held.push(bytes.subarray(at))
    }
  }

  /**
   * Run a snippet in the reader's shell, which must be ready: what it changes there stays changed.
   * @returns {Promise<{output: string, status: number}>} what it printed, without control sequences, and its exit status
   */
  run(code) {
    if (!this.ready || this._job) return Promise.reject(new Error("the shell is busy"))
    return new Promise((resolve) => {
      this._job = { resolve, text: "", started: false, printing: false, status: 0 }
      // Ctrl-A Ctrl-K: whatever stands on the line is not ours to run. A pasted line is one line, however many it has.
      this.type(`\x01\x0b\x1b[200~${code}\x1b[201~\r`)
    })
  }

  /** Take what came from the machine. */
  receive(bytes) {
    this.onoutput(bytes)
    const text = this._tail + this._decoder.decode(bytes, { stream: true })
    let done = 0
    for (const mark of text.matchAll(MARK)) {
      this._print(text.slice(done, mark.index))
      done = mark.index + mark[0].length
      this._marked(mark[1], Number(mark[2] ?? 0))
    }
    const rest = text.slice(done)
    const begun = rest.lastIndexOf("\x1b")
    const cut = begun >= 0 && rest.length - begun < 16 ? begun : rest.length
    this._print(rest.slice(0, cut))
    this._tail = rest.slice(cut)
  }

  _print(text) {
    if (this._job?.printing) this._job.text += text
  }

  _marked(mark, status) {
    const job = this._job
    if (mark === "C") {
      if (job) job.printing = job.started = true
      this._work()
    } else if (mark === "D") {
      this._ended = true
      if (job) Object.assign(job, { printing: false, status })
    } else if (mark === "B" && this._ended) {
      // a prompt that is drawn anew, as after Ctrl-L or a change of the terminal's size, ends nothing
      this._turn(true)
      if (job?.started) {
        this._job = null
        job.resolve({ output: clean(job.text), status: job.status })
      }
    }
  }

  _work() {
    this._ended = false
    this._turn(false)
  }

  _turn(ready) {
    if (ready === this.ready) return
    this.ready = ready
    this.onready(ready)
  }
}

/** What the page does on host0 without its reader's terminals: its half of playground/guest/agent. */
export class Agent {
  /** @param {(bytes: Uint8Array) => void} send puts bytes on the agent's line */
  constructor(send) {
    this._send = send
    this._text = ""
    this._decoder = new TextDecoder()
    this._waiting = []
    this._count = 0
  }

  /**
   * Have bash run a script, after those before it.
   * @returns {Promise<{output: string, status: number}>} what it printed, errors too, and its exit status
   */
  run(script) {
    const name = `job${++this._count}`
    const line = script.replaceAll("\\", "\\\\").replaceAll("\n", "\\n") // as bash's printf %b reads it
    return new Promise((resolve) => {
      this._waiting.push({ end: new RegExp(`\\x1e${name} (\\d+)\\x1e`), resolve })
      this._send(new TextEncoder().encode(`${name} ${line}\n`))
    })
  }

  /** Take what came from the machine. */
  receive(bytes) {
    this._text += this._decoder.decode(bytes, { stream: true })
    for (;;) {
      const end = this._waiting[0]?.end.exec(this._text)
      if (!end) return
      const output = this._text.slice(0, end.index)
      this._text = this._text.slice(end.index + end[0].length)
      this._waiting.shift().resolve({ output, status: Number(end[1]) })
    }
  }
}

/** Let v86 go on by messages to itself: a browser delays timers by 4 ms once they are nested. */
function pace(v86) {
  const { port1, port2 } = new MessageChannel()
  port2.onmessage = ({ data }) => v86.yield_callback(data)
  v86.yield = (delay, tick) => {
    if (delay < 1) port1.postMessage(tick)
    else setTimeout(() => v86.yield_callback(tick), delay)
  }
}

/** Milliseconds after which input for client0 is tried again. */
const AGAIN = 10

/**
 * Return what puts bytes on the line of client0's terminal, in their order. v86 drops what comes while the guest has
 * no buffer left for it, which has sixteen: a key each, and a fast typist has lost the seventeenth. It waits here.
 */
function console0(emulator) {
  const waiting = []
  const put = () => {
    const [receives] = emulator.v86.cpu.devices.virtio_console.virtio.queues
    while (waiting.length && receives.has_request()) emulator.bus.send("virtio-console0-input-bytes", waiting.shift())
    if (waiting.length) setTimeout(put, AGAIN)
  }
  return (bytes) => {
    if (waiting.push(bytes) === 1) put()
  }
}

/** The machine. It runs from the constructor's return on; `started` resolves when it does. */
export class Machine {
  /**
   * @param {typeof import("v86").V86} V86 the emulator
   * @param {{initial_state?: object, hda: import("./disk.mjs").Disk, [option: string]: any}} options for it: what to boot or
   *   restore, and host0's disk
   * @param {Promise<void>} [whole] resolves when all of its memory is here (see parts.mjs); no command runs before
   */
  constructor(V86, options, whole) {
    this.emulator = new V86({
      vga_memory_size: 1 << 20,
      uart1: true,
      virtio_console: true,
      disable_speaker: true,
      disable_keyboard: true,
      disable_mouse: true,
      autostart: true,
      ...options,
    })
    const bus = this.emulator
    const restored = Boolean(options.initial_state)
    const disk = options.hda // the options themselves, which have all of the memory once more, are to be let go
    this._whole = whole
    this.host0 = new Terminal((bytes) => bus.serial_send_bytes(0, bytes), restored, whole)
    this.client0 = new Terminal(console0(bus), restored, whole)
    this._agent = new Agent((bytes) => bus.serial_send_bytes(1, bytes))
    this._serial(0, (bytes) => this.host0.receive(bytes))
    this._serial(1, (bytes) => this._agent.receive(bytes))
    bus.add_listener("virtio-console0-output-bytes", (bytes) => this.client0.receive(bytes.slice()))
    bus.add_listener("emulator-ready", () => {
      tune(bus.v86.cpu)
      disk.refuse = () => refuse(bus.v86.cpu)
      // Memory is zero at first, and takes no room in a browser before somebody writes to it, be it zeros.
      if (restored) bus.v86.cpu.zero_memory = () => {}
      if (typeof process === "undefined") pace(bus.v86)
    })
    /** Input sent earlier would be lost. */
    this.started = new Promise((resolve) => bus.add_listener("emulator-started", resolve))
  }

  /** A serial line tells each byte by itself; whoever shows them wants what came together together. */
  _serial(line, receive) {
    let bytes = []
    this.emulator.add_listener(`serial${line}-output-byte`, (byte) => {
      if (!bytes.length) {
        queueMicrotask(() => {
          const all = Uint8Array.from(bytes)
          bytes = []
          receive(all)
        })
      }
      bytes.push(byte)
    })
  }

  /**
   * Run a bash script on host0 beside the reader's shells.
   * @returns {Promise<{output: string, status: number}>}
   */
  async agent(script) {
    await this._whole
    return this.ahead(script)
  }

  /** The same, but before the machine is whole: only for scripts that need nothing of what comes later. */
  ahead(script) {
    return this._agent.run(script)
  }

  /** Set host0's clock, which stood still since the snapshot, to the present. */
  async setClock() {
    await this.ahead(`date -s @${(Date.now() / 1000).toFixed(3)} >/dev/null`)
  }

  /** Tell both machines the size, in characters, of the terminal that shows them. */
  async resize(columns, rows) {
    await this.ahead(`for line in ttyS0 hvc0; do stty -F /dev/$line cols ${columns} rows ${rows}; done`)
  }

  /** The machine's memory, a byte a byte. */
  get memory() {
    return this.emulator.v86.cpu.mem8
  }
}
