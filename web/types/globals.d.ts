// What pages, the shell around them and the player give each other.

interface Window {
  /** The shell around a page in its frame. */
  host0?: { enter(view: Window, heading: () => string): void }
  /** What a replay plays, in asciinema's format. */
  cast?: string
  CSSStyleSheet: typeof CSSStyleSheet
  CustomEvent: typeof CustomEvent
  MutationObserver: typeof MutationObserver
  // what playground/bench reads
  longest: number
  machine: import("../machine/tab.mjs").Tab
  failed: string
  timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }>
  /** What gives the theme's search our order (web/search/rank.js). */
  ranked(search: Search): Search
}

/** The theme's search, of which its worker has one. */
interface Search {
  /** By their addresses. */
  map: Map<string, Section>
  index: {
    invertedIndex: object
    search(typed: string): object[]
    query(terms: (query: { term(word: string, how: { usePipeline: boolean }): void }) => void): object[]
  }
  search(typed: string): { items: (Section & { terms: object; score: number })[][] }
}

/** Of a page: the text below a heading, as host0/site/search.py puts it into the index. */
interface Section {
  location: string
  title: string
  text: string
  said: string[]
  words: string[]
  questions: string
  weight: number
  /** The page's own text; it has none itself. */
  parent?: Section
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
interface TokenSet {
  intersect(other: TokenSet): TokenSet
  toArray(): string[]
}
/** What we use of lunr, which comes with the theme. */
declare const lunr: {
  Token: new (word: string, about: object) => { toString(): string }
  TokenSet: { fromArray(sorted: string[]): TokenSet; fromFuzzyString(word: string, edits: number): TokenSet }
  stemmer<T>(token: T): T
  stopWordFilter(word: string): string | undefined
}
// biome-ignore lint/suspicious/noExplicitAny: xterm.js, which is installed for the machine only
declare const Terminal: new (options: object) => any
