// driver.mjs BUILD [raw]: run host0 in Node and do what JSON lines on stdin say, answering each with one on stdout.
//   {"run": "host0" | "client0", "code": CODE}   run a snippet in the reader's shell: {"output", "status", "seconds", "cpu"}
//   {"agent": SCRIPT}                            run a script beside it: the same
//   {"reads": true}                              the disk's blocks read so far, in order: {"blocks"}
// From BUILD/site, the published files; with `raw` from what they are made of. The first line it says is {"ready": true}.
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { fileURLToPath } from "node:url";
import { V86 } from "v86";
import { BLOCK, Disk } from "./disk.mjs";
import { Machine } from "./machine.mjs";
import { start } from "./published.mjs";

const [build, raw] = process.argv.slice(2);
const answer = (object) => process.stdout.write(`${JSON.stringify(object)}\n`);
const blocks = new Set();

function restore() {
  const image = fs.openSync(path.join(build, "root.erofs"));
  const snapshot = fs.readFileSync(path.join(build, "snapshot.bin"));
  return new Machine(V86, {
    wasm_path: fileURLToPath(new URL("node_modules/v86/build/v86.wasm", import.meta.url)),
    memory_size: Number(process.env.MEMORY ?? 256) << 20,
    initial_state: { buffer: snapshot.buffer.slice(snapshot.byteOffset, snapshot.byteOffset + snapshot.byteLength) },
    hda: new Disk(fs.fstatSync(image).size, (offset, length) => {
      for (let block = Math.floor(offset / BLOCK); block * BLOCK < offset + length; block++) blocks.add(block);
      const data = new Uint8Array(length);
      fs.readSync(image, data, 0, length, offset);
      return data;
    }),
  });
}

const machine = raw
  ? restore()
  : (await start(V86, async (name) => new Uint8Array(fs.readFileSync(path.join(build, "site", name))), {
    failed: (reason) => { throw reason; },
  })).machine;
await machine.started;
if (raw) await machine.setClock();
answer({ ready: true });

for await (const line of readline.createInterface({ input: process.stdin })) {
  const job = JSON.parse(line);
  const begin = performance.now();
  const used = process.cpuUsage();
  if (job.reads) {
    answer({ blocks: [...blocks] });
    continue;
  }
  const result = await (job.run ? machine[job.run].run(job.code) : machine.agent(job.agent));
  const { user, system } = process.cpuUsage(used); // on a busy machine the truer measure
  answer({ ...result, seconds: (performance.now() - begin) / 1000, cpu: (user + system) / 1e6 });
}
process.exit(0);
