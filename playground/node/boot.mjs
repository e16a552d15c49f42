// boot.mjs BUILD MEGABYTES: boot host0 from BUILD/root.erofs in an emulator with so much memory, let it settle, and write what
// its memory then holds to BUILD/booted.bin.
import fs from "node:fs"
import path from "node:path"
import { V86 } from "v86"
import { WASM, image, keep, whole } from "./files.mjs"
import { Machine } from "../../web/machine/machine.mjs"

const [build, megabytes] = process.argv.slice(2)
const begin = Date.now()
const say = (text) => console.log(`playground: ${((Date.now() - begin) / 1000).toFixed(0).padStart(4)} s  ${text}`)
const boot = (file) => whole(path.join(build, "boot", file))
const until = async (what, condition, seconds) => {
  const end = Date.now() + seconds * 1000
  while (!condition()) {
    if (Date.now() > end)
      throw new Error(`${what} took more than ${seconds} s; the machine said:\n${said.slice(-3000)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

let said = ""
const machine = new Machine(V86, {
  wasm_path: WASM,
  memory_size: Number(megabytes) << 20,
  bios: boot("bios/seabios.bin"),
  vga_bios: boot("bios/vgabios.bin"),
  bzimage: boot("vmlinuz"),
  initrd: boot("initramfs.gz"),
  // init_on_free: a page nobody uses is zero, and needs no place in the snapshot. The rest: what an emulated, lone machine
  // gains nothing from.
  cmdline:
    "console=ttyS0 loglevel=3 init_on_free=1 mitigations=off nokaslr tsc=reliable random.trust_cpu=on " +
    "isapnp.disable=1 apparmor=0 audit=0 ipv6.autoconf=0",
  hda: image(path.join(build, "root.erofs")),
})
machine.host0.onoutput = (data) => {
  const text = new TextDecoder().decode(data)
  said += text
  for (const stage of text.matchAll(/stage (\w+)/g)) say(stage[1])
  if (process.env.VERBOSE) process.stdout.write(text)
}

await until("the start", () => machine.host0.ready && machine.client0.ready, 3600)
say("prompt")
const settled = await machine.agent(fs.readFileSync(new URL("../guest/settle", import.meta.url), "utf8"))
say(settled.output.trim())
await machine.host0.run("clear")
await until("the screen", () => machine.host0.ready, 60)
await machine.emulator.stop()
const memory = new Uint8Array(await machine.emulator.save_state())
keep(path.join(build, "booted.bin"), memory)
say(`memory of ${(memory.length / 1e6).toFixed(0)} MB`)
process.exit(0)
