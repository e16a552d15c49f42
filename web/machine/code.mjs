// How v86 compiles the guest's code to WebAssembly, set for this guest: short commands, each of which runs much code a little.
// Uses what v86 0.5.462 (package-lock.json) has inside; where it finds something else, it leaves that as it is.

/** v86's settings: how many pages of the guest's code one module may hold. */
const PAGES_OF_A_MODULE = 1

/** Where the modules begin in v86's table of functions. */
const FIRST = 1024

/** Modules that v86 can have. When it has all it drops them all, and compiles again: 899 are too few for the article. */
const FEW = 899
const MANY = 4000

/** @param {any} cpu v86's, before it runs anything */
export function tune(cpu) {
  // Modules of one page in place of three: half of the bytes, and what is compiled is what runs.
  cpu.wm.exports.set_jit_config(PAGES_OF_A_MODULE, 1)
  enlarge(cpu)
  // v86 interprets until a compiler on another thread has answered, one module at a time. On this thread there is no waiting.
  cpu.codegen_finalize = (index, start, flags, at, length) => {
    const code = new Uint8Array(cpu.wasm_memory.buffer, at >>> 0, length >>> 0)
    const { f } = new WebAssembly.Instance(new WebAssembly.Module(code), { e: cpu.jit_imports }).exports
    queueMicrotask(() => {
      // v86 is still about to ask
      cpu.wm.wasm_table.set(index + FIRST, f)
      cpu.codegen_finalize_finished(index, start, flags)
    })
  }
}

/**
 * Give v86 more numbers for modules: its list of free ones is a Rust vector of 16-bit integers, at first 1 to 899.
 * @param {any} cpu v86's
 * @returns {boolean} whether that list was found
 */
export function enlarge(cpu) {
  const { memory, v86_malloc: allocate } = cpu.wm.exports
  const find = () => {
    const words = new Uint32Array(memory.buffer, 0, cpu.mem8.byteOffset >> 2)
    const found = []
    for (let i = 1; i < words.length - 1; i++) {
      // room, address and length, in whatever order (the compiler's choice)
      if (words[i] !== FEW && words[i + 1] !== FEW) continue
      const [address, ...others] = words.subarray(i - 1, i + 2).filter((word) => word !== FEW)
      if (!address || others.length || address % 2 || address + 2 * FEW > memory.buffer.byteLength) continue
      if (new Uint16Array(memory.buffer, address, FEW).every((number, index) => number === index + 1)) found.push(i - 1)
    }
    return found // the list itself, and what its making has left on the stack
  }
  const found = find()
  if (!found.length) return false
  const larger = allocate(2 * MANY) >>> 0
  // the last ones are taken first
  new Uint16Array(memory.buffer, larger, MANY).set(
    Array.from({ length: MANY }, (_, index) => ((index + FEW) % MANY) + 1),
  )
  for (const at of found) {
    const vector = new Uint32Array(memory.buffer, at * 4, 3)
    vector.set(Array.from(vector, (word) => (word === FEW ? MANY : larger)))
  }
  cpu.wm.wasm_table.grow(MANY - FEW)
  return true
}
