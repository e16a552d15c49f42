// Zstandard, as v86.wasm has it: browsers have none of their own, and this one is loaded anyway.

export class Zstd {
  /** @param {WebAssembly.Module} module v86.wasm: an instance of it that emulates nothing, with memory of its own */
  constructor(module) {
    const imports = {};
    for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
      imports[from] ??= {};
      imports[from][name] = kind === "table"
        ? new WebAssembly.Table({ element: "anyfunc", initial: 1024 })
        : () => { throw new Error(`zstd: ${name}`); };
    }
    this._wasm = new WebAssembly.Instance(module, imports).exports;
  }

  /** @returns {Uint8Array} the `size` bytes that `data` is the compressed form of */
  decompress(data, size) {
    const wasm = this._wasm;
    const context = wasm.zstd_create_ctx(data.length);
    const source = wasm.zstd_get_src_ptr(context) >>> 0;
    new Uint8Array(wasm.memory.buffer).set(data, source);
    const target = wasm.zstd_read(context, size) >>> 0;
    const result = new Uint8Array(wasm.memory.buffer, target, size).slice();
    wasm.zstd_read_free(target, size);
    wasm.zstd_free_ctx(context);
    return result;
  }
}
