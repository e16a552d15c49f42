// The published machine off the page's thread: a module worker, spoken to by tab.mjs.
import { start } from "./published.mjs";

// v86 paces itself by a second worker made from a blob, which a strict Content-Security-Policy forbids. Where there is no
// Worker it takes timers, for which machine.mjs gives it something faster.
globalThis.Worker = undefined;

const get = async (name) => {
  const answer = await fetch(new URL(name, import.meta.url));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
};

const told = (reason) => ({ name: reason?.constructor?.name ?? "Error", message: String(reason?.message ?? reason) });

let machine;
let chunks;
let whole;

const jobs = {
  async start() {
    const { V86 } = await import("./libv86.mjs");
    const progress = (bytes, of) => postMessage({ progress: { bytes, of } });
    const failed = (reason) => postMessage({ failed: told(reason) });
    const listen = (created) => {
      machine = created;
      for (const place of ["host0", "client0"]) {
        machine[place].onoutput = (bytes) => postMessage({ output: { place, bytes } });
        machine[place].onready = (ready) => postMessage({ ready: { place, ready } });
      }
    };
    ({ chunks, whole } = await start(V86, get, { progress, failed, listen }));
  },
  whole: () => whole,
  prefetch: () => whole.then(() => chunks.prefetch()),
  run: ({ place, code }) => machine[place].run(code),
  type: ({ place, text }) => machine[place].type(text),
  agent: ({ script }) => machine.agent(script),
  resize: ({ columns, rows }) => machine.resize(columns, rows),
  fetched: () => chunks.fetched,
};

onmessage = async ({ data: { id, job, ...rest } }) => {
  try {
    postMessage({ id, result: await jobs[job](rest) });
  } catch (reason) {
    postMessage({ id, error: told(reason) });
  }
};
