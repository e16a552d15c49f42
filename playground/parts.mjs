// The machine's memory in two parts, so that its prompt comes early: the snapshot, and pages that hold parts of programs which
// nobody runs yet. Those have the kernel's word to be here already, and come after the prompt, before the first command.
import { PAGE } from "./disk.mjs";

/** Bits of /proc/kpageflags (Linux, Documentation/admin-guide/mm/pagemap.rst). */
const [UPTODATE, DIRTY, LRU, MMAP, ANON, SWAPBACKED] = [3, 4, 5, 11, 12, 14].map((bit) => 1 << bit);

/**
 * Take pages out of a machine's memory, for zeros.
 * @param {Uint8Array} memory all of it
 * @param {Uint8Array} flags what /proc/kpageflags says of it
 * @param {(page: string) => boolean} wanted whether a page's bytes, as Latin-1, are ones that may come later
 * @returns {Uint8Array} those that are cached file pages, clean, and in nobody's address space: how many they are, their
 *   numbers (each a little-endian 32-bit integer), and their bytes
 */
export function take(memory, flags, wanted) {
  const view = new DataView(flags.buffer, flags.byteOffset, flags.byteLength);
  const numbers = [];
  for (let number = 0; number < Math.min(memory.length / PAGE, flags.length / 8); number++) {
    const flag = view.getUint32(number * 8, true);
    if ((flag & (UPTODATE | LRU)) !== (UPTODATE | LRU) || flag & (DIRTY | MMAP | ANON | SWAPBACKED)) continue;
    const page = memory.subarray(number * PAGE, (number + 1) * PAGE);
    if (page.some(Boolean) && wanted(Buffer.from(page).toString("latin1"))) numbers.push(number);
  }
  const taken = new Uint8Array(4 + numbers.length * (4 + PAGE));
  taken.set(new Uint8Array(Uint32Array.of(numbers.length, ...numbers).buffer));
  numbers.forEach((number, index) => {
    const page = memory.subarray(number * PAGE, (number + 1) * PAGE);
    taken.set(page, 4 + 4 * numbers.length + index * PAGE);
    page.fill(0);
  });
  return taken;
}

/**
 * Put such pages back; yields after each of them, so that the machine can go on in between.
 * @param {Uint8Array} memory
 * @param {(size: number) => Uint8Array} read the next bytes of what `take` gave
 */
export function* put(memory, read) {
  const numbers = (size) => new Uint32Array(read(4 * size).slice().buffer);
  const [count] = numbers(1);
  for (const number of numbers(count)) {
    memory.set(read(PAGE), number * PAGE);
    yield;
  }
}
