// Calls in x86 code, for what packs it: a call (opcode E8) says how far away its target is, so calls of one function from two
// places differ. As published they say where it is, and are alike: programs take a third less room. pack.py does that.

/** Greater than any disk: a distance is in it or wraps around within it, so that each has one form, and back. */
const SPAN = 1 << 29

/** An opcode, and the bytes of it with its distance. */
const [CALL, LENGTH] = [0xe8, 5]

/**
 * Bring a block's calls back to what the processor reads.
 * @param {Uint8Array} block changed in place
 * @param {number} address where it lies on the disk
 */
export function restore(block, address) {
  const last = block.length - LENGTH
  for (let at = 0; at <= last; at++) {
    if (block[at] !== CALL) continue
    const target = block[at + 1] | (block[at + 2] << 8) | (block[at + 3] << 16) | (block[at + 4] << 24)
    const from = address + at
    if (target >= -from && target < SPAN) {
      const distance = target < 0 ? target + SPAN : target - from
      for (let byte = 1; byte < LENGTH; byte++) block[at + byte] = distance >> (8 * (byte - 1))
    }
    at += LENGTH - 1
  }
}
