// Zstandard, as v86.wasm has it: browsers have none of their own, and this one is loaded anyway.

/** Bytes unpacked at once; what is unpacked lies in memory a second time. */
const PIECE = 1 << 20

export class Zstd {
  /** @param {WebAssembly.Module} module v86.wasm: an instance of it that emulates nothing, with memory of its own */
  constructor(module) {
    const imports = {}
    for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
      imports[from] ??= {}
      imports[from][name] =
        kind === "table"
          ? new WebAssembly.Table({ element: "anyfunc", initial: 1024 })
          : () => {
              throw new Error(`zstd: ${name}`)
            }
    }
    /** @type {any} what v86.wasm gives */
    this._wasm = new WebAssembly.Instance(module, imports).exports
  }

  /**
   * Unpack data bit by bit.
   * @param {Uint8Array} data
   * @returns {{read: (size: number) => Uint8Array, close: () => void}} gives the next `size` bytes, good until the next call
   */
  open(data) {
    const wasm = this._wasm
    const context = wasm.zstd_create_ctx(data.length)
    new Uint8Array(wasm.memory.buffer).set(data, wasm.zstd_get_src_ptr(context) >>> 0)
    let last
    const free = () => last && wasm.zstd_read_free(...last)
    return {
      read(size) {
        free()
        last = [wasm.zstd_read(context, size) >>> 0, size]
        return new Uint8Array(wasm.memory.buffer, ...last)
      },
      close() {
        free()
        wasm.zstd_free_ctx(context)
      },
    }
  }

  /** @returns {Uint8Array} the `size` bytes that `data` is the compressed form of */
  decompress(data, size) {
    const stream = this.open(data)
    const result = new Uint8Array(size)
    for (let at = 0; at < size; at += PIECE) result.set(stream.read(Math.min(PIECE, size - at)), at)
    stream.close()
    return result
  }
}
