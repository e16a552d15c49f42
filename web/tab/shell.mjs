// The shell around the site's pages while host0 runs in this tab: a page in a frame, terminals beside it. The machine
// starts when its reader has pressed the button on a page, and lives until they stop it or leave.
import { keepPage, keepShell, reachable, real } from "./keep.mjs"
import { Tab } from "./machine/tab.mjs"
import { Marks, setStyle } from "./marks.mjs"
import { Pane } from "./pane.mjs"
import { DIFFERENT, DONE, RUNNING, Track } from "./track.mjs"

const MACHINE = new URL("machine/", import.meta.url)
const SITE = new URL("../../../", import.meta.url)
const OWN = new URL("tab.html", import.meta.url).href
const PRESSED = "host0.tab"

/** GB; browsers tell powers of two. With less, the machine may well not find the memory that it needs. */
const LITTLE = 2

window.host0 = { enter } // before anything is waited for: old.js looks for it

const find = (id) => document.getElementById(id)
const frame = /** @type {HTMLIFrameElement} */ (find("page"))

/** Tell the machine something; who stops it meanwhile need not hear of that. */
const tell = (asked) =>
  asked?.catch((why) => {
    if (why.name !== "Stopped") throw why
  })

const pane = new Pane((place, text) => tell(tab?.type(place, text)))

let about // what host0/site/tab.py has written of the steps
let tab = null // the machine, if there is one
let running = false
let track = null
let heading = () => "" // the page's, which knows what is being read
let marks = null
let size = null
let whole = false // whether all that is fetched in advance has come
let busy = {} // for each place whose shell does not wait for its reader, who waits for it

/**
 * Take in a page that the frame has loaded; `web/page/page.js` calls this as soon as the page can be changed.
 * `reading` tells the heading that is being read, as the end of an address.
 */
function enter(view, reading) {
  heading = reading
  const plain = () => {
    history.replaceState(null, "", real(view.location.href)) // a reload, or a link that is shared, leads to the plain page
  }
  plain()
  view.addEventListener("hashchange", plain)
  document.title = frame.title = view.document.title
  pane.speak(view.document.documentElement.lang)
  const scheme = () => {
    pane.dark = view.document.body.dataset.mdColorScheme === "slate"
  }
  scheme()
  new view.MutationObserver(scheme).observe(view.document.body, { attributeFilter: ["data-md-color-scheme"] })
  // other sites have no place in the frame
  view.addEventListener(
    "click",
    ({ target }) => {
      const link = target.closest?.("a[href]")
      if (!link || link.href.startsWith(SITE.href)) return
      link.target = "_blank"
      link.rel = "noopener"
    },
    true,
  )
  if (!fits(view)) return
  marks = new Marks(view, name(view.location), track)
  marks.running(running)
  if (whole) keepWhenLoaded()
}

/** A page's name, the same in both languages. */
const name = ({ href }) => new URL(real(href)).pathname.slice(SITE.pathname.length).replace(/^en\//, "") || "index.html"

/**
 * Whether a page was built with this shell and its machine. If not, its own shell takes over: at once, if no step has run
 * here, and else when its reader presses its button.
 */
function fits(view) {
  const offer = view.document.querySelector(".host0-tab button")
  if (!offer) return true
  const own = real(new URL(offer.dataset.shell, view.location.href).href)
  if (own === OWN) return true
  marks = null
  const leave = () => {
    if (tab) press()
    tab?.stop()
    const { href, hash } = view.location
    location.replace(`${own}?${real(href).replace(/#.*/, "").slice(SITE.href.length)}${heading() || hash}`)
  }
  if (track.fresh) leave()
  else
    view.addEventListener(
      "click",
      (event) => {
        if (event.target !== offer) return
        event.stopPropagation()
        leave()
      },
      true,
    )
  return false
}

/** Keep the page in the frame, once all that it loads is there. */
function keepWhenLoaded() {
  const view = frame.contentWindow
  if (view.document.readyState === "complete") keepPage(view)
  else view.addEventListener("load", () => keepPage(view))
}

/** What the pane says of a step whose state has changed. */
function changed(step) {
  marks?.update(step)
  const { is } = track.state(step)
  const words = Object.values(about.exercises)
    .flat()
    .some(({ start }) => start === step)
    ? { [RUNNING]: "exerciseStarting", [DONE]: "exerciseStarted" }
    : Object.values(about.exercises)
          .flat()
          .some(({ check }) => check === step)
      ? { [RUNNING]: "exerciseChecking", [DONE]: "exerciseMended", [DIFFERENT]: "exerciseNotYet" }
      : { [RUNNING]: "stepRunning", [DONE]: "stepDone", [DIFFERENT]: "stepDifferent" }
  if (words[is]) pane.state(words[is], { number: track.number(step) })
}

/** What this browser lacks, as a notice: word and values; nothing if it has all. */
function lacking() {
  if (!isSecureContext) return ["insecure", {}]
  if (typeof WebAssembly !== "object") return ["forbidden", {}]
  const needed = { Worker, DecompressionStream: globalThis.DecompressionStream, SubtleCrypto: crypto.subtle }
  const what = Object.keys(needed).filter((one) => !needed[one])
  return what.length ? ["old", { what: what.join(", ") }] : null
}

/** Why a machine ended, as a notice. */
function reason({ name: kind, message }) {
  if (kind === "CompileError" || /WebAssembly.*(disallow|block|forbid)|wasm code generation/i.test(message))
    return ["forbidden", {}]
  if (kind === "RangeError" || /out of memory|allocat/i.test(message)) return ["memory", {}]
  return ["failed", { what: message }]
}

/** Start a machine. `kept` has the files that another one has fetched. */
async function start(kept) {
  find("reset").hidden = true
  pane.quiet()
  for (const screen of Object.values(pane.screens)) screen.clear()
  const mine = new Tab(MACHINE, kept)
  tab = mine
  busy = {}
  mine.onready = turned
  mine.onprogress = (bytes, of) => pane.progress(bytes, of)
  mine.onoutput = (place, bytes) => pane.screens[place].write(bytes)
  mine.ontrouble = ({ name: kind, message }) =>
    pane.notice(kind === "WrongFile" ? "wrong" : "fetch", { what: message }, "again", () => mine.retry())
  mine.onlost = (why, waits) => {
    if (why) pane.notice(waits ? "away" : "lost", { what: why.message }, "again", () => tell(mine.retry()))
    else pane.quiet()
  }
  mine.onfailed = (why) => ended(mine, why)
  pane.progress(0, about.bytes)
  try {
    await mine.start()
  } catch (why) {
    ended(mine, why)
    return
  }
  pane.progress()
  pane.state("running")
  find("reset").hidden = false
  running = true
  marks?.running(true)
  if (size) tell(mine.resize(...size))
  mine.prefetch().then(
    () => {
      whole = true
      keepShell(about.files)
      keepWhenLoaded()
    },
    () => {}, // what the machine needs and has not got, it asks for again
  )
}

/** A machine cannot go on: say why, and offer another. */
function ended(mine, why) {
  if (mine !== tab || why.name === "Stopped") return
  mine.stop()
  tab = null
  running = false
  pane.progress()
  pane.state("idle")
  find("reset").hidden = true
  track.reset()
  marks?.running(false)
  pane.notice(...reason(why), "again", () => start())
}

/** A fresh machine from the files that are here; tells whether it runs. */
async function reset() {
  running = false
  marks?.running(false)
  const kept = await tab.end()
  track.reset()
  await start(kept)
  return running
}

/** Back to the plain page, whose address this tab has already, at the heading that is being read. */
function stop() {
  tab?.stop()
  const plain = new URL(frame.contentWindow.location.href)
  plain.hash = heading()
  history.replaceState(null, "", import.meta.url) // not by reload, which would keep this page's scroll
  location.replace(plain.href)
}

/** Run a snippet in the reader's sight, or beside it: what makes an exercise's fault is on host0. */
function run(place, code, aside) {
  if (aside) return tab.aside(code)
  pane.show(place)
  return tab.run(place, code)
}

/** Until a shell waits for its reader; nothing if it does already. */
const free = (place) => busy[place] && new Promise((resolve) => busy[place].push(resolve))

/** A shell begins or ends to wait for its reader. */
function turned(place, ready) {
  const waiting = busy[place] ?? []
  busy[place] = ready ? null : waiting
  if (ready) for (const resolve of waiting) resolve()
}

/** Note that the reader has pressed a page's button. */
function press() {
  try {
    sessionStorage.setItem(PRESSED, "pressed")
  } catch {
    // no storage: the pane has a button of its own
  }
}

/** Whether they have, and not just followed a link to here. */
function pressed() {
  try {
    const yes = sessionStorage.getItem(PRESSED) !== null
    sessionStorage.removeItem(PRESSED)
    return yes
  } catch {
    return false // no storage: the pane has a button of its own
  }
}

// the address of this page becomes another: what is relative to it must not follow
/** @type {NodeListOf<HTMLLinkElement | HTMLAnchorElement>} */
const links = document.querySelectorAll("link[rel=icon], a[href]")
for (const link of links) link.setAttribute("href", link.href)

const page = /^\?([\w/-]+\.html)$/.exec(location.search)?.[1] ?? "index.html"
const target = new URL(page + location.hash, SITE)
pane.speak(page.startsWith("en/") ? "en" : "zh")
try {
  const answers = await Promise.all(["steps.json", "frame.css"].map((file) => fetch(new URL(file, import.meta.url))))
  about = await answers[0].json()
  setStyle(await answers[1].text())
} catch (reason) {
  find("old").hidden = false
  throw reason
}
track = new Track(about, run, free)
track.onchange = changed
track.renew = reset
pane.onresize = (...now) => {
  size = now
  if (running) tell(tab.resize(...now))
}
find("reset").addEventListener("click", reset)
find("stop").addEventListener("click", stop)
addEventListener("pagehide", () => tab?.stop())
addEventListener("pageshow", ({ persisted }) => persisted && location.reload())
frame.src = await reachable(target)
pane.state("idle")
const lack = lacking()
if (lack) pane.notice(...lack)
else if (navigator.deviceMemory < LITTLE) pane.notice("little", {}, "anyway", () => start())
else if (pressed()) start()
else pane.notice(null, {}, "start", () => start())
