// The published machine: manifest, snapshot and disk, fetched by the caller's means, checked, and set running.
import { Chunks } from "./chunks.mjs"
import { Disk, PAGE } from "./disk.mjs"
import { Machine } from "./machine.mjs"
import { GO, put, shared } from "./parts.mjs"
import { Zstd } from "./zstd.mjs"

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")

const gunzip = (data) =>
  new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer()

/** Pages of memory that are put in place at once: some milliseconds in which the machine stands still. */
const PAGES = 512

/**
 * The reader's first command costs most, for its code is new to the emulator. So the client runs once unseen, and gives way
 * to whatever the reader runs meanwhile. It leaves nothing behind, and finds all that it needs in memory (see article.py).
 */
export const WARM = "nice -n 19 docker network ls >/dev/null 2>&1 &"

/** A file came, but not as it was published. */
export class WrongFile extends Error {}

/**
 * Start the published machine. Nothing is fetched before the call.
 * @param {typeof import("v86").V86} V86 the emulator, from the published `libv86.mjs`
 * @param {(name: string, again: boolean, hash?: string) => Promise<Uint8Array<ArrayBuffer>>} get the bytes of a published file, `again`
 *   if they did not come, or were wrong, before, with their SHA-256, where that is known; rejects if it cannot
 * @param {{failed?: (reason: Error) => void, trouble?: (reason: Error) => Promise<void>,
 *   lost?: (reason: Error | null, waits: boolean) => void,
 *   listen?: (machine: Machine) => void, right?: (hash: string, data: Uint8Array<ArrayBuffer>) => void}} tell that the machine
 *   cannot go on; that a file is lacking that all of it waits for, which is tried again when that resolves, and given up when
 *   it rejects; that a piece of the disk is lacking, and whether the programs that need it wait, or are stopped, and, with
 *   nothing, that none is any more; the machine, before anything runs on it; and each file that is as it was published
 * @returns {Promise<{machine: Machine, chunks: Chunks, whole: Promise<void>, known: Map<string, number>}>} running, its
 *   first prompt on the screen; `whole` resolves when commands can run, too; `known` has the bytes of each of its files, by
 *   their SHA-256
 */
export async function start(V86, get, tell = {}) {
  const { failed = () => {}, listen = () => {}, lost = () => {}, right = () => {} } = tell
  const { trouble = (reason) => Promise.reject(reason) } = tell
  const patient = async (work) => {
    for (let again = false; ; again = true) {
      try {
        return await work(again)
      } catch (reason) {
        await trouble(reason)
      }
    }
  }
  const manifest = await patient(async (again) =>
    JSON.parse(new TextDecoder().decode(await get("manifest.json", again))),
  )
  const needed = ["v86.wasm.gz", "snapshot.zst", "disk/index.bin"]
  const checked = async (name, hash, again) => {
    const data = await get(name, again, hash)
    const digest = hex(new Uint8Array(await crypto.subtle.digest("SHA-256", data)))
    if (digest !== hash) throw new WrongFile(name)
    right(hash, data)
    return data
  }
  const [wasm, snapshot, index] = await Promise.all(
    needed.map((name) => patient((again) => checked(name, manifest.files[name].sha256, again))),
  )
  const module = await WebAssembly.compile(await gunzip(wasm))
  const reachable = async () => {
    try {
      return Boolean(JSON.parse(new TextDecoder().decode(await get("manifest.json", true))))
    } catch {
      return false // or another server answers, as that of a hotel does
    }
  }
  const fetch = (name, hash, again) => checked(name, hex(hash), again)
  const chunks = new Chunks(manifest.disk, index, fetch, new Zstd(module), { patient, reachable, lost })
  let fetchLater
  const whole = new Promise((resolve) => {
    fetchLater = resolve
  })
    .then(() => patient((again) => checked("later.zst", manifest.files["later.zst"].sha256, again)))
    .then(async (data) => {
      const stream = new Zstd(module).open(data)
      const read = (size) => stream.read(size)
      let pages = 0
      const breathe = () => ++pages % PAGES === 0 && new Promise((resolve) => setTimeout(resolve))
      for (const _ of put(machine.memory, read)) await breathe()
      const places = shared(read)
      stream.close()
      await chunks.memory(async (blocks) => {
        for (const [block, bytes] of blocks) {
          for (const page of places.get(block) ?? []) machine.memory.set(bytes, page * PAGE)
          await breathe()
        }
      })
      await clock
      await machine.ahead(GO)
    })
  whole.catch(failed)
  // not by v86 itself, whose memory would stay as large as that takes
  const memory = new Zstd(module).decompress(snapshot, manifest.snapshot).buffer
  const machine = new Machine(
    V86,
    {
      wasm_fn: async (imports) => (await WebAssembly.instantiate(module, imports)).exports,
      memory_size: manifest.memory << 20,
      initial_state: { buffer: memory },
      hda: new Disk(manifest.disk.size, (offset, length) => chunks.read(offset, length)),
    },
    whole,
  )
  listen(machine)
  await machine.started
  structuredClone(memory, { transfer: [memory] }) // given away: v86 holds on to what it has copied
  // Ctrl-L: the prompts were printed before the snapshot
  for (const terminal of [machine.host0, machine.client0]) terminal.type("\f")
  const clock = machine.setClock()
  fetchLater() // what the prompt needs has come first
  whole.then(
    () => machine.agent(WARM),
    () => {},
  )
  const known = new Map(chunks.files())
  for (const { sha256, bytes } of Object.values(manifest.files)) known.set(sha256, bytes)
  return { machine, chunks, whole, known }
}
