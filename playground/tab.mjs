// The page's handle on the machine: starts it in a worker, and forwards. README.md in this folder tells how to use it.

export class Tab {
  /** @param {URL | string} folder where the published files lie. Nothing is fetched before `start`. */
  constructor(folder) {
    this._worker = new Worker(new URL("worker.mjs", folder), { type: "module" });
    this._waiting = new Map();
    this._count = 0;
    /** Told how many bytes of how many until the prompt have come. */
    this.onprogress = (bytes, of) => {};
    /** Told what a terminal prints: a place, `host0` or `client0`, and bytes. */
    this.onoutput = (place, bytes) => {};
    /** Told when a shell begins and ends to wait for its reader. */
    this.onready = (place, ready) => {};
    /** Told, with a name and a message, that the machine cannot go on: its disk, or the worker, failed. */
    this.onfailed = (reason) => {};
    this._worker.onerror = (event) => this.onfailed({ name: "Error", message: event.message });
    this._worker.onmessage = ({ data }) => this._told(data);
  }

  _told({ id, result, error, progress, output, ready, failed }) {
    if (progress) this.onprogress(progress.bytes, progress.of);
    else if (output) this.onoutput(output.place, output.bytes);
    else if (ready) this.onready(ready.place, ready.ready);
    else if (failed) this.onfailed(failed);
    else {
      const { resolve, reject } = this._waiting.get(id);
      this._waiting.delete(id);
      if (error) reject(Object.assign(new Error(error.message), { name: error.name }));
      else resolve(result);
    }
  }

  _do(job, rest = {}) {
    const id = ++this._count;
    return new Promise((resolve, reject) => {
      this._waiting.set(id, { resolve, reject });
      this._worker.postMessage({ id, job, ...rest });
    });
  }

  /** Fetch and start the machine; resolves when its prompts are there. */
  start() {
    return this._do("start");
  }

  /** Resolves when commands can run: until then, what the reader types waits at its Enter. Nobody has to call this. */
  whole() {
    return this._do("whole");
  }

  /** Fetch, in the background, what the article's steps will read; resolves when all of it is here. */
  prefetch() {
    return this._do("prefetch");
  }

  /** Run a snippet in the reader's shell on a place: `{output, status}`, as host0/transcript.py compares it. */
  run(place, code) {
    return this._do("run", { place, code });
  }

  /** Send what the reader types. */
  type(place, text) {
    return this._do("type", { place, text });
  }

  /** Run a bash script on host0 without the reader seeing it: `{output, status}`. */
  agent(script) {
    return this._do("agent", { script });
  }

  /** Tell the machines the terminal's size in characters. */
  resize(columns, rows) {
    return this._do("resize", { columns, rows });
  }

  /** Chunks and bytes of the disk fetched so far. */
  fetched() {
    return this._do("fetched");
  }

  /** End the machine at once; the browser takes its memory back. */
  stop() {
    this._worker.terminate();
  }
}
