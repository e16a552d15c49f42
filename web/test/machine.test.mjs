// Parts of the machine that need no machine.
import assert from "node:assert/strict"
import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import fs from "node:fs"
import os from "node:os"
import path from "node:path"
import test from "node:test"
import { fileURLToPath } from "node:url"
import { restore } from "../machine/calls.mjs"
import { Chunks } from "../machine/chunks.mjs"
import { enlarge } from "../machine/code.mjs"
import { BLOCK, Disk, PAGE } from "../machine/disk.mjs"
import { Agent, clean, Terminal } from "../machine/machine.mjs"
import { put, shared, take } from "../machine/parts.mjs"

const CLEAN = (1 << 3) | (1 << 5) // up to date, on a list of the cache

test("pages that nobody uses are taken out, and put back where they were", () => {
  const memory = new Uint8Array(6 * PAGE)
  for (let page = 0; page < 5; page++) memory.fill(page + 1, page * PAGE, (page + 1) * PAGE)
  const before = memory.slice()
  // wanted and clean; dirty; in an address space; nobody's file; wanted and clean; empty
  const flags = new Uint8Array(
    BigUint64Array.from([CLEAN, CLEAN | (1 << 4), CLEAN | (1 << 11), CLEAN, CLEAN, CLEAN].map(BigInt)).buffer,
  )
  const taken = take(memory, flags, (page, mapped) => page.charCodeAt(0) !== 4 && !mapped)
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((page) => memory[page * PAGE]),
    [0, 2, 3, 4, 0],
  )
  let at = 0
  const bytes = Buffer.from(taken) // whose slice() is none
  assert.equal([...put(memory, (size) => bytes.subarray(at, (at += size)))].length, 2)
  assert.equal(at, taken.length)
  assert.deepEqual(memory, before)
})

test("what is typed waits at its Enter until the machine is whole", async () => {
  const sent = []
  let resolve
  const whole = new Promise((done) => {
    resolve = done
  })
  const terminal = new Terminal((bytes) => sent.push(new TextDecoder().decode(bytes)), true, whole)
  const text = () => sent.join("")
  terminal.type("docker ")
  terminal.type("ps\r")
  terminal.type("ls")
  assert.equal(text(), "docker ps")
  resolve()
  await whole
  await null
  assert.equal(text(), "docker ps\rls")
  terminal.type("\r")
  assert.equal(text(), "docker ps\rls\r")
})

test("the shell is busy from Enter until its next prompt, not until one that is drawn anew", async () => {
  const said = []
  const terminal = new Terminal(() => {}, true)
  terminal.onready = (ready) => said.push(ready)
  const print = (text) => terminal.receive(new TextEncoder().encode(text))
  const prompt = "\x1b]133;A\x07# \x1b]133;B\x07"
  terminal.type("l")
  assert.equal(terminal.ready, true)
  terminal.type("s\r")
  print(prompt)
  assert.deepEqual(said, [false])
  print("\x1b]133;C\x07mine\r\n")
  await assert.rejects(terminal.run("id"), /busy/)
  print(`\x1b]133;D;0\x07${prompt}`)
  assert.deepEqual(said, [false, true])
  const running = terminal.run("id")
  print(`${prompt}\x1b]133;C\x07root\r\n\x1b]133;D;3\x07${prompt}`)
  assert.deepEqual(await running, { output: "root\n", status: 3 })
  terminal.type("\r")
  print(`\x1b]133;D;3\x07${prompt}`)
  assert.equal(terminal.ready, true)
})

test("what a terminal was sent is cleaned as in the lab", () => {
  const vectors = JSON.parse(
    fs.readFileSync(fileURLToPath(new URL("../../tests/helpers/cleaning.json", import.meta.url)), "utf8"),
  )
  for (const [says, [sent, text]] of Object.entries(vectors)) assert.equal(clean(sent), text, says)
})

test("v86's list of free modules is found, and is longer then", () => {
  const module = new WebAssembly.Module(
    fs.readFileSync(fileURLToPath(new URL("../../node_modules/v86/build/v86.wasm", import.meta.url))),
  )
  const imports = {}
  let table
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {}
    imports[from][name] =
      kind === "table" ? (table = new WebAssembly.Table({ element: "anyfunc", initial: 1924 })) : () => 0
  }
  const exports = /** @type {any} */ (new WebAssembly.Instance(module, imports).exports)
  exports.rust_init()
  const cpu = { wm: { exports, wasm_table: table }, mem8: { byteOffset: exports.allocate_memory(1 << 20) >>> 0 } }
  assert.equal(enlarge(cpu), true)
  assert.ok(table.length > 4000)
  assert.equal(enlarge(cpu), false)
})

/** What pack.py makes of a disk of seven blocks, two of which are alike and one of which memory holds, too. */
const PACKED = `
import json, pathlib, sys, tempfile
from playground.publish import pack
pack.SITE = pathlib.Path(sys.argv[1])
pack.CHUNKS = (2 * pack.BLOCK, pack.BLOCK, 4 * pack.BLOCK)
code = bytes(range(256)) * 8 + b"\\xe8\\x01\\x00\\x00\\x00\\xe8\\xff\\xff\\xff\\xff\\xe8\\x00\\xff\\xff\\x1f\\xe8\\x00\\x00\\x00\\x80" * 100
blocks = [code.ljust(pack.BLOCK, bytes([n])) for n in range(1, 5)]
disk = b"".join([blocks[0], bytes(pack.BLOCK), blocks[1], blocks[2], blocks[0], blocks[3], bytes(pack.BLOCK)])
(pack.SITE / "disk.bin").write_bytes(disk)
where = pack.firsts(disk)
own = bytes([9]) * pack.BLOCK
later, early = pack.share((2).to_bytes(4, "little") + (3).to_bytes(4, "little") + (5).to_bytes(4, "little") + own + blocks[2], where)
(pack.SITE / "later").write_bytes(later)
pack.chunks(disk, where, early, [5, 3], ("-1",), calls=True)
`

test("a disk that was packed is read as it was, and memory that it holds, too, is put where it was", async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "host0-"))
  const root = fileURLToPath(new URL("../..", import.meta.url))
  execFileSync("python3", ["-c", PACKED, folder], { cwd: root, env: { ...process.env, PYTHONPATH: root } })
  const read = (name) => new Uint8Array(fs.readFileSync(path.join(folder, name)))
  const disk = read("disk.bin")
  const fetched = []
  const chunks = new Chunks(
    { size: disk.length, chunks: [2 * BLOCK, BLOCK, 4 * BLOCK], calls: true },
    read("disk/index.bin"),
    async (name) => {
      fetched.push(name)
      return read(name)
    },
    {
      decompress: (data, size) => {
        const whole = execFileSync("zstd", ["-dc"], { input: data })
        assert.equal(whole.length, size)
        return new Uint8Array(whole)
      },
    },
    { patient: (work) => work(false) },
  )
  const memory = new Uint8Array(6 * PAGE)
  const later = read("later")
  let at = 0
  const next = (size) => later.slice(at, (at += size))
  for (const _ of put(memory, next));
  const places = shared(next)
  assert.equal(at, later.length)
  await chunks.memory(async (blocks) => {
    for (const [block, bytes] of blocks) for (const page of places.get(block) ?? []) memory.set(bytes, page * PAGE)
  })
  assert.equal(memory[3 * PAGE], 9)
  assert.deepEqual(memory.subarray(5 * PAGE), disk.subarray(3 * BLOCK, 4 * BLOCK))
  assert.equal(fetched.length, 1)
  await chunks.prefetch()
  assert.equal(fetched.length, 2)
  assert.deepEqual(await chunks.read(0, disk.length), disk)
  assert.deepEqual(await chunks.read(4 * BLOCK + 3, 100), disk.subarray(4 * BLOCK + 3, 4 * BLOCK + 103))
  assert.equal(new Set(fetched).size, fs.readdirSync(path.join(folder, "disk")).length - 1)
  fs.rmSync(folder, { recursive: true })
})

test("a piece of the disk that does not come stops who needs it, and nobody else, until it is asked for anew", async () => {
  const there = { first: true, second: false, server: true }
  const asked = []
  const told = []
  const index = new Uint8Array(8 + 1 + 2 * 36) // two blocks, each in a chunk of its own: named by its hash
  index.set([1], 8 + 1 + 4)
  index.set([2], 8 + 1 + 36 + 4)
  const chunks = new Chunks(
    { size: 2 * BLOCK, chunks: [BLOCK, BLOCK, BLOCK], calls: false },
    index,
    async (_, hash, again) => {
      const name = hash[0] === 1 ? "first" : "second"
      asked.push(`${name}${again ? " again" : ""}`)
      if (!there[name]) throw new Error(name)
      return new Uint8Array(BLOCK).fill(hash[0])
    },
    { decompress: (data) => data },
    {
      patient: () => assert.fail(),
      reachable: async () => there.server,
      lost: (reason, waits) => told.push(reason ? `${reason.message}${waits ? " waits" : ""}` : "found"),
      pauses: [1, 1],
    },
  )
  const disk = new Disk(2 * BLOCK, (offset, length) => chunks.read(offset, length))
  const got = (offset, options) =>
    new Promise((resolve) => {
      disk.refuse = () => resolve("refused")
      disk.get(offset, BLOCK, (data) => resolve(data[0]), options)
    })
  assert.equal(await got(BLOCK), "refused")
  assert.deepEqual(asked.splice(0), ["second", "second again", "second again"])
  assert.equal(await got(0), 1)
  assert.equal(await got(BLOCK), "refused") // at once: the drive reads for one program at a time
  assert.deepEqual(asked.splice(0), ["first", "second again"])
  assert.deepEqual(told.splice(0), ["second"])
  await chunks.again()
  assert.deepEqual(told.splice(0), ["second"])
  there.second = true
  assert.equal(await got(BLOCK), 2)
  assert.deepEqual(told, ["found"])
})

test("without a network, who needs a piece waits for it, and has it when there is one again", async () => {
  let online = false
  const told = []
  const chunks = new Chunks(
    { size: BLOCK, chunks: [BLOCK, BLOCK, BLOCK], calls: false },
    new Uint8Array(8 + 1 + 36),
    async () => {
      if (!online) throw new Error("away")
      return new Uint8Array(BLOCK).fill(3)
    },
    { decompress: (data) => data },
    {
      patient: () => assert.fail(),
      reachable: async () => online,
      lost: (reason, waits) => told.push(reason && waits),
      pauses: [1, 1, 1e9],
    },
  )
  const disk = new Disk(BLOCK, (offset, length) => chunks.read(offset, length))
  disk.refuse = () => assert.fail()
  const coming = new Promise((resolve) => disk.get(0, BLOCK, (data) => resolve(data[0])))
  const until = async (condition) => {
    while (!condition()) {
      await chunks.again() // as soon as there is a pause to end
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
  }
  await until(() => told.length > 1) // each time that the reader has asked
  assert.ok(told.splice(0).every(Boolean))
  online = true
  await chunks.again()
  assert.equal(await coming, 3)
  assert.deepEqual(told, [])
})

test("a read that the guest has given up is not refused once more", async () => {
  const disk = new Disk(BLOCK, () => Promise.reject(new Error("gone")))
  disk.refuse = () => assert.fail()
  disk.get(0, BLOCK, () => assert.fail(), { signal: AbortSignal.abort() })
  await new Promise((resolve) => setTimeout(resolve))
})

test("a call whose distance is out of reach stays as it is", () => {
  const block = Uint8Array.of(0xe8, 0, 0, 0, 0x80, 0xe8, 1)
  restore(block, 4096)
  assert.deepEqual(block, Uint8Array.of(0xe8, 0, 0, 0, 0x80, 0xe8, 1))
})

test("a script comes to bash as it was written, and its output and status come back", async (context) => {
  const guest = fileURLToPath(new URL("../../playground/guest/agent", import.meta.url))
  // on a terminal, which must not echo what is sent before the agent has told it so
  const command = `stty raw -echo; printf ready; exec bash '${guest}'`
  const bash = spawn("script", ["--quiet", "--flush", "--command", command, "/dev/null"])
  context.after(() => bash.kill())
  const agent = new Agent((bytes) => bash.stdin.write(bytes))
  await once(bash.stdout, "data")
  bash.stdout.on("data", (bytes) => agent.receive(bytes))
  const hard = "\\ \\n \\\\ %s %b $HOME \"q\" 'q' `x` \t 中 \\0101 \\x41"
  const all = await Promise.all([
    agent.run(`cat <<'END'\n${hard}\n  two\nEND\n`),
    agent.run("echo out; echo err >&2; exit 3"),
    agent.run("cd / && here=1; false"),
    agent.run('pwd; echo "[$here]"; cat'), // nothing of the script before is left, and nothing can be typed
  ])
  assert.deepEqual(all, [
    { output: `${hard}\n  two\n`, status: 0 },
    { output: "out\nerr\n", status: 3 },
    { output: "", status: 1 },
    { output: `${process.cwd()}\n[]\n`, status: 0 },
  ])
})
