// The published machine off the page's thread: a module worker, spoken to by tab.mjs.
import { start, WrongFile } from "./published.mjs"
import { Store } from "./store.mjs"
import { buffers } from "./tab.mjs"

// v86 paces itself by a second worker made from a blob, which a strict Content-Security-Policy forbids. Where there is no
// Worker it takes timers, for which machine.mjs gives it something faster.
globalThis.Worker = undefined

/** Milliseconds between two looks at the clock, and how much later than that it is when the tab was suspended. */
const [LOOK, SUSPENDED] = [1000, 5000]

let machine
let chunks
let whole

/** Files that have come, by name, for the machine after this one. */
let files = new Map()

/** How far the download until the prompt is, in bytes. */
const loaded = { bytes: 0, of: 0, done: false }

function came(bytes) {
  loaded.bytes += bytes
  if (loaded.of && !loaded.done) postMessage({ progress: { bytes: Math.min(loaded.bytes, loaded.of), of: loaded.of } })
}

const store = new Store(new URL("../", import.meta.url))

async function get(name, again, hash) {
  let data = again ? undefined : (files.get(name) ?? (hash && (await store.get(hash))))
  if (data) came(data.length)
  else data = await fetched(name, again)
  if (name === "manifest.json") {
    const manifest = JSON.parse(new TextDecoder().decode(data))
    loaded.of = manifest.bytes.prompt
    loaded.bytes = manifest.files["libv86.mjs"].bytes // a module, imported before
  }
  files.set(name, data)
  return data
}

async function fetched(name, again) {
  // what was wrong may lie in the browser's cache
  const answer = await fetch(new URL(name, import.meta.url), again ? { cache: "reload" } : {}).catch((reason) => {
    throw new Error(`${name}: ${reason.message}`)
  })
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
  const parts = []
  for (const reader = answer.body.getReader(); ; ) {
    const { done, value } = await reader.read().catch((reason) => {
      throw new Error(`${name}: ${reason.message}`)
    })
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer())
    parts.push(value)
    came(value.length)
  }
}

/** What waits for the reader, who says when a file that is lacking is to be asked for again. */
const waiting = []

async function trouble(reason) {
  if (reason instanceof RangeError) throw reason // no memory: asking again gives none
  if (reason instanceof WrongFile) files.delete(reason.message)
  postMessage({ trouble: told(reason) })
  await new Promise((resolve) => waiting.push(resolve))
}

/** A piece of the disk could not be had, or, with nothing, none is lacking any more. */
function lost(reason, waits) {
  if (reason instanceof RangeError) failed(reason)
  else postMessage({ lost: { reason: reason && told(reason), waits } })
}

const failed = (reason) => postMessage({ failed: told(reason) })

/** A tab that was suspended, with its computer or by its browser, finds its clock behind. */
function watchClock() {
  let last = Date.now()
  setInterval(() => {
    if (Date.now() - last > LOOK + SUSPENDED) machine.setClock()
    last = Date.now()
  }, LOOK)
}

const told = (reason) => ({ name: reason?.constructor?.name ?? "Error", message: String(reason?.message ?? reason) })

const jobs = {
  async start({ kept }) {
    files = kept
    const { V86 } = await import("./libv86.mjs")
    const listen = (created) => {
      machine = created
      for (const place of ["host0", "client0"]) {
        machine[place].onoutput = (bytes) => postMessage({ output: { place, bytes } })
        machine[place].onready = (ready) => postMessage({ ready: { place, ready } })
      }
    }
    const right = (hash, data) => store.keep(hash, data)
    const started = await start(V86, get, { failed, listen, right, trouble, lost })
    ;({ chunks, whole } = started)
    loaded.done = true
    watchClock()
    whole.then(
      () => store.open(started.known),
      () => {},
    )
  },
  retry() {
    for (const resolve of waiting.splice(0)) resolve()
    return chunks?.again()
  },
  give: () => files,
  whole: () => whole,
  prefetch: () => whole.then(() => chunks.prefetch()),
  run: ({ place, code }) => machine[place].run(code),
  aside: ({ script }) => machine.agent(script),
  type: ({ place, text }) => machine[place].type(text),
  resize: ({ columns, rows }) => machine.resize(columns, rows),
}

globalThis.onmessage = async ({ data: { id, job, ...rest } }) => {
  try {
    const result = await jobs[job](rest)
    postMessage({ id, result }, { transfer: job === "give" ? buffers(result) : [] })
  } catch (reason) {
    postMessage({ id, error: told(reason) })
  }
}
