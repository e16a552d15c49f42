// What Node needs to build and run the machine: its files. Nothing of it is published.
import fs from "node:fs"
import { fileURLToPath } from "node:url"
import { Disk } from "../../web/machine/disk.mjs"

export const WASM = fileURLToPath(new URL("../../node_modules/v86/build/v86.wasm", import.meta.url))

/** A file as v86 takes it: a buffer of its own, which Node's, for a small file, is not. */
export function whole(file) {
  const data = fs.readFileSync(file)
  return { buffer: data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) }
}

/**
 * @param {string} file the disk's image, uncompressed
 * @param {(offset: number, length: number) => void} asked told what is read of it, in bytes
 * @returns {Disk} host0's disk
 */
export function image(file, asked = () => {}) {
  const open = fs.openSync(file, "r")
  return new Disk(fs.fstatSync(open).size, (offset, length) => {
    asked(offset, length)
    const data = new Uint8Array(length)
    fs.readSync(open, data, 0, length, offset)
    return data
  })
}

/** Write a file; who is interrupted leaves none that is not whole. */
export function keep(file, data) {
  fs.writeFileSync(`${file}.new`, data)
  fs.renameSync(`${file}.new`, file)
}
