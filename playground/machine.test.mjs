// Parts of the machine that need no machine: run by test_machine.py.
import assert from "node:assert/strict"
import fs from "node:fs"
import test from "node:test"
import { fileURLToPath } from "node:url"
import { enlarge } from "./code.mjs"
import { PAGE } from "./disk.mjs"
import { clean, Terminal } from "./machine.mjs"
import { put, take } from "./parts.mjs"

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
    fs.readFileSync(fileURLToPath(new URL("../tests/helpers/cleaning.json", import.meta.url)), "utf8"),
  )
  for (const [says, [sent, text]] of Object.entries(vectors)) assert.equal(clean(sent), text, says)
})

test("v86's list of free modules is found, and is longer then", () => {
  const module = new WebAssembly.Module(
    fs.readFileSync(fileURLToPath(new URL("node_modules/v86/build/v86.wasm", import.meta.url))),
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
