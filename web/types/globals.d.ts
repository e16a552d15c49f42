// What pages, the shell around them and the player give each other.

interface Window {
  /** The shell around a page in its frame. */
  host0?: { enter(view: Window, heading: () => string): void }
  /** What a replay plays, in asciinema's format. */
  cast?: string
  CSSStyleSheet: typeof CSSStyleSheet
  CustomEvent: typeof CustomEvent
  MutationObserver: typeof MutationObserver
  // what bench.py reads
  longest: number
  machine: import("../machine/tab.mjs").Tab
  failed: string
  timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }>
}

interface DocumentEventMap {
  /** The address of host0 in this tab, in place of the reader's own; null once it is gone. */
  "host0-lend": CustomEvent<string | null>
}

interface Navigator {
  /** GB; not in all browsers. */
  deviceMemory?: number
}

// libraries that pages load as scripts
declare const AsciinemaPlayer: {
  create(source: { data?: string }, element: Element, options: object): { el: HTMLElement }
}
// biome-ignore lint/suspicious/noExplicitAny: xterm.js, which is installed for the machine only
declare const Terminal: new (options: object) => any
