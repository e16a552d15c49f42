// The machine's memory in two parts, so that its prompt comes early: the snapshot, and pages that hold parts of programs which
// nobody runs until they are here: they come after the prompt, and before the first command. For the kernel they are here.
import { PAGE } from "./disk.mjs"

/** Bits of /proc/kpageflags (Linux, Documentation/admin-guide/mm/pagemap.rst). */
const [UPTODATE, DIRTY, LRU, MMAP, ANON, SWAPBACKED] = [3, 4, 5, 11, 12, 14].map((bit) => 1 << bit)

/** Scripts for host0: stop the programs that run in the snapshot, but not before their memory is whole; and let all go on. */
export const STOP = "pkill -STOP -x 'containerd|dockerd'"
export const GO = "kill -CONT -1" // bash's own: what pkill reads would be new to the emulator

/**
 * Take pages out of a machine's memory, for zeros.
 * @param {Uint8Array} memory all of it
 * @param {Uint8Array} flags what /proc/kpageflags says of it
 * @param {(page: string, mapped: boolean) => boolean} wanted whether a page may come later: its bytes, as Latin-1, and
 *   whether it is in an address space
 * @returns {Uint8Array} those that are wanted, clean, and a file's in the kernel's cache: how many they are, their numbers
 *   (each a little-endian 32-bit integer), and their bytes
 */
export function take(memory, flags, wanted) {
  const view = new DataView(flags.buffer, flags.byteOffset, flags.byteLength)
  const numbers = []
  for (let number = 0; number < Math.min(memory.length / PAGE, flags.length / 8); number++) {
    const flag = view.getUint32(number * 8, true)
    if ((flag & (UPTODATE | LRU)) !== (UPTODATE | LRU) || flag & (DIRTY | ANON | SWAPBACKED)) continue
    const page = memory.subarray(number * PAGE, (number + 1) * PAGE)
    if (page.some(Boolean) && wanted(Buffer.from(page).toString("latin1"), Boolean(flag & MMAP))) numbers.push(number)
  }
  const taken = new Uint8Array(4 + numbers.length * (4 + PAGE))
  taken.set(new Uint8Array(Uint32Array.of(numbers.length, ...numbers).buffer))
  numbers.forEach((number, index) => {
    const page = memory.subarray(number * PAGE, (number + 1) * PAGE)
    taken.set(page, 4 + 4 * numbers.length + index * PAGE)
    page.fill(0)
  })
  return taken
}

/**
 * Put such pages back; yields after each of them, so that the machine can go on in between.
 * @param {Uint8Array} memory
 * @param {(size: number) => Uint8Array} read the next bytes of what `take` gave
 */
export function* put(memory, read) {
  const [count] = numbers(read, 1)
  for (const number of numbers(read, count)) {
    memory.set(read(PAGE), number * PAGE)
    yield
  }
}

/**
 * The pages that the disk has, too, so that pack.py has taken only their numbers: behind the others, how many they are,
 * the page of each, and its block.
 * @param {(size: number) => Uint8Array} read
 * @returns {Map<number, number[]>} the pages of each block
 */
export function shared(read) {
  const [count] = numbers(read, 1)
  const [pages, blocks] = [numbers(read, count), numbers(read, count)]
  const found = new Map()
  blocks.forEach((block, i) => {
    found.set(block, [...(found.get(block) ?? []), pages[i]])
  })
  return found
}

/** @type {(read: (size: number) => Uint8Array, count: number) => Uint32Array<ArrayBuffer>} */
const numbers = (read, count) => new Uint32Array(count && Uint8Array.from(read(4 * count)).buffer)
