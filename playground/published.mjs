// The published machine: manifest, snapshot and disk, fetched by the caller's means, checked, and set running.
import { Chunks } from "./chunks.mjs";
import { Disk } from "./disk.mjs";
import { Machine } from "./machine.mjs";
import { Zstd } from "./zstd.mjs";

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const gunzip = (data) =>
  new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();

/** A file came, but not as it was published. */
export class WrongFile extends Error {}

/**
 * Start the published machine. Nothing is fetched before the call.
 * @param {new (options: object) => object} V86 the emulator, from the published `libv86.mjs`
 * @param {(name: string) => Promise<Uint8Array>} get the bytes of a published file; rejects if it cannot
 * @param {{progress?: (bytes: number, of: number) => void, failed?: (reason: Error) => void,
 *   listen?: (machine: Machine) => void}} tell how far the start is, in bytes; that the disk could not be read, for which the
 *   machine then waits; and the machine, before anything runs on it
 * @returns {Promise<{machine: Machine, chunks: Chunks, manifest: object}>} running, its first prompt on the screen
 */
export async function start(V86, get, { progress = () => {}, failed = () => {}, listen = () => {} } = {}) {
  const manifest = JSON.parse(new TextDecoder().decode(await get("manifest.json")));
  const needed = ["v86.wasm.gz", "snapshot.zst", "disk/index.bin"];
  const total = needed.reduce((sum, name) => sum + manifest.files[name].bytes, 0);
  let bytes = 0;
  const checked = async (name, hash) => {
    const data = await get(name);
    const digest = hex(new Uint8Array(await crypto.subtle.digest("SHA-256", data)));
    if (digest !== hash) throw new WrongFile(name);
    return data;
  };
  const [wasm, snapshot, index] = await Promise.all(needed.map(async (name) => {
    const data = await checked(name, manifest.files[name].sha256);
    progress(bytes += data.length, total);
    return data;
  }));
  const module = await WebAssembly.compile(await gunzip(wasm));
  const chunks = new Chunks(manifest.disk, index, (name, hash) => checked(name, hex(hash)), new Zstd(module));
  const machine = new Machine(V86, {
    wasm_fn: async (imports) => (await WebAssembly.instantiate(module, imports)).exports,
    memory_size: manifest.memory << 20,
    initial_state: { buffer: snapshot.buffer.slice(snapshot.byteOffset, snapshot.byteOffset + snapshot.byteLength) },
    hda: new Disk(manifest.disk.size, (offset, length) => chunks.read(offset, length), failed),
  });
  listen(machine);
  await machine.started;
  await machine.setClock();
  // Ctrl-L: the prompts were printed before the snapshot
  for (const terminal of [machine.host0, machine.client0]) terminal.type("\f");
  return { machine, chunks, manifest };
}
