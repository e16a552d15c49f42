// driver.mjs BUILD [STATE]: run host0 in Node and do what JSON lines on stdin say, answering each with one on stdout.
//   {"run": "host0" | "client0", "code": CODE}   run a snippet in the reader's shell: {"output", "status", "seconds", "cpu"}
//   {"type": "host0" | "client0", "keys": KEYS}  type there, each key by itself, until the next prompt: {"output"}
//   {"agent": SCRIPT}                            run a script beside it: the same
//   {"warm": true}                               run what the published machine runs unseen: the same
//   {"resize": [COLUMNS, ROWS]}                  tell it its terminals' size: {"resized"}
//   {"reads": true}                              the disk's blocks read so far, in order: {"blocks"}
//   {"save": [FILE, …], "stopped": [FILE, …], "kept": [FILE, …]}
//                                                end it, and keep its memory: BUILD/later.bin has the pages with contents of
//                                                those files (of the former ones only those in nobody's address space; the
//                                                programs of `stopped` are stopped), but none of `kept`; BUILD/snapshot.bin
//                                                has all else: {"pages"}
// From BUILD/site, the published files; or from what they are made of: BUILD/booted.bin or BUILD/snapshot.bin, as STATE says.
// The first line it says is {"ready": true}.
import fs from "node:fs"
import path from "node:path"
import readline from "node:readline"
import { V86 } from "v86"
import { BLOCK, PAGE } from "../../web/machine/disk.mjs"
import { WASM, image, keep, whole } from "./files.mjs"
import { clean, Machine } from "../../web/machine/machine.mjs"
import { GO, STOP, put, take } from "../../web/machine/parts.mjs"
import { WARM, start } from "../../web/machine/published.mjs"

const [build, state] = process.argv.slice(2)
const answer = (object) => process.stdout.write(`${JSON.stringify(object)}\n`)
const blocks = new Set()

function restore() {
  return new Machine(V86, {
    wasm_path: WASM,
    memory_size: Number(fs.readFileSync(path.join(build, "memory"), "utf8")) << 20,
    initial_state: whole(path.join(build, `${state}.bin`)),
    hda: image(path.join(build, "root.erofs"), (offset, length) => {
      for (let block = Math.floor(offset / BLOCK); block * BLOCK < offset + length; block++) blocks.add(block)
    }),
  })
}

/** The pages of a file, as Latin-1. */
function* pages(file) {
  const data = fs.readFileSync(file)
  for (let start = 0; start < data.length; start += PAGE)
    yield data.toString("latin1", start, start + PAGE).padEnd(PAGE, "\0")
}

/** Keep the machine's memory, which ends it. Returns how many pages are kept apart. */
async function save(files, stopped, kept) {
  const known = new Map() // pages, and whether they may be in an address space
  for (const file of [...files, ...stopped]) for (const page of pages(file)) known.set(page, stopped.includes(file))
  for (const file of kept) for (const page of pages(file)) known.delete(page)
  const { output } = await machine.agent(`${STOP}; base64 --wrap=0 /proc/kpageflags`)
  await machine.emulator.stop()
  const wanted = (page, mapped) => known.has(page) && (!mapped || known.get(page))
  const later = take(machine.memory, Buffer.from(output, "base64"), wanted)
  keep(path.join(build, "later.bin"), later)
  keep(path.join(build, "snapshot.bin"), new Uint8Array(await machine.emulator.save_state()))
  return Math.floor(later.length / (PAGE + 4))
}

/** Type on a terminal, key by key and faster than anybody can, and return what it shows until its next prompt. */
async function type(terminal, keys) {
  const decoder = new TextDecoder()
  let text = ""
  terminal.onoutput = (bytes) => {
    text += decoder.decode(bytes, { stream: true })
  }
  const prompt = new Promise((resolve) => {
    terminal.onready = (ready) => ready && resolve(null)
  })
  for (const key of keys) terminal.type(key)
  await prompt
  return clean(text)
}

const machine = state
  ? restore()
  : (
      await start(V86, async (name) => new Uint8Array(fs.readFileSync(path.join(build, "site", name))), {
        failed: (reason) => {
          throw reason
        },
      })
    ).machine
await machine.started
if (state === "snapshot") {
  const data = fs.readFileSync(path.join(build, "later.bin"))
  let at = 0
  for (const _ of put(machine.memory, (size) => data.subarray(at, (at += size))));
  await machine.agent(GO)
}
if (state) await machine.setClock()
answer({ ready: true })

for await (const line of readline.createInterface({ input: process.stdin })) {
  const job = JSON.parse(line)
  const begin = performance.now()
  const used = process.cpuUsage()
  if (job.reads) {
    answer({ blocks: [...blocks] })
    continue
  }
  if (job.resize) {
    await machine.resize(...job.resize)
    answer({ resized: true })
    continue
  }
  if (job.type) {
    answer({ output: await type(machine[job.type], job.keys) })
    continue
  }
  if (job.save) {
    answer({ pages: await save(job.save, job.stopped, job.kept) })
    continue
  }
  const result = await (job.run ? machine[job.run].run(job.code) : machine.agent(job.warm ? WARM : job.agent))
  const { user, system } = process.cpuUsage(used) // on a busy machine the truer measure
  answer({ ...result, seconds: (performance.now() - begin) / 1000, cpu: (user + system) / 1e6 })
}
process.exit(0)
