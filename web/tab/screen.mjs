// A terminal on the page: xterm.js, with nothing in it that a program on the machine could reach the page or its reader by.
// xterm.js knows text and cells only: what is printed never becomes HTML. Sequences that would do more end here.

/** Operating system commands (OSC) that no program of a guest needs: title, icon, links, clipboard. */
const UNHEARD = [0, 1, 2, 8, 52]

/** The least width, in characters, for which tables are made: letters get smaller for it, and then the pane scrolls. */
const COLUMNS = 80

/** Pixels of a letter's height, at least and at most; and its width as a part of it. */
const [SMALL, LARGE, NARROW] = [9, 13, 0.61]

/** Lines that can be scrolled back to. */
const SCROLLBACK = 5000

/** Pixels that the terminal's own scroll bar takes. */
const BAR = 16

const COLORS = {
  light: {
    background: "#ffffff",
    foreground: "#1c2b36",
    cursor: "#0b6b66",
    selectionBackground: "#b7dedb",
    black: "#1c2b36",
    red: "#b3261e",
    green: "#1b6e30",
    yellow: "#7a5700",
    blue: "#1f5aa8",
    magenta: "#8a3a9c",
    cyan: "#0b6b66",
    white: "#5b6770",
    brightBlack: "#5b6770",
    brightRed: "#b3261e",
    brightGreen: "#1b6e30",
    brightYellow: "#7a5700",
    brightBlue: "#1f5aa8",
    brightMagenta: "#8a3a9c",
    brightCyan: "#0b6b66",
    brightWhite: "#1c2b36",
  },
  dark: { background: "#12191b", foreground: "#dfe9ea", cursor: "#7fdad3", selectionBackground: "#2f5a5c" },
}

/** Let xterm.js set its styles by the object model, which a strict policy allows, and not as inline code. */
function withinPolicy() {
  const sheets = new WeakMap()
  const others = (sheet) => document.adoptedStyleSheets.filter((one) => one !== sheet)
  Object.defineProperty(HTMLStyleElement.prototype, "textContent", {
    set(text) {
      const sheet = sheets.get(this) ?? new CSSStyleSheet()
      sheets.set(this, sheet)
      sheet.replaceSync(text)
      document.adoptedStyleSheets = [...others(sheet), sheet]
    },
  })
  HTMLStyleElement.prototype.remove = function () {
    document.adoptedStyleSheets = others(sheets.get(this))
    Element.prototype.remove.call(this)
  }
  HTMLSpanElement.prototype.setAttribute = function (name, value) {
    if (name === "style") this.style.cssText = value
    else Element.prototype.setAttribute.call(this, name, value)
  }
}
withinPolicy()

export class Screen {
  /**
   * @param {HTMLElement} element where it goes
   * @param {(text: string) => void} typed told what the reader types
   */
  constructor(element, typed) {
    this.element = element
    this._terminal = new Terminal({
      cols: COLUMNS,
      fontFamily: 'ui-monospace, "SFMono-Regular", "Cascadia Mono", "DejaVu Sans Mono", monospace',
      fontSize: LARGE,
      minimumContrastRatio: 4.5,
      screenReaderMode: true,
      scrollback: SCROLLBACK,
      linkHandler: { activate() {} },
    })
    for (const command of UNHEARD) this._terminal.parser.registerOscHandler(command, () => true)
    // the way out for those who have only a keyboard
    this._terminal.attachCustomKeyEventHandler(({ key, shiftKey }) => !(key === "Tab" && shiftKey))
    this._terminal.open(element)
    this._terminal.onData(typed)
  }

  /** Show what the machine prints. */
  write(bytes) {
    this._terminal.write(bytes)
  }

  /** Begin anew. */
  clear() {
    this._terminal.reset()
  }

  /** Its name for those who do not see it. */
  set label(text) {
    this._terminal.textarea.setAttribute("aria-label", text)
  }

  set dark(dark) {
    this._terminal.options.theme = dark ? COLORS.dark : COLORS.light
  }

  /**
   * Press a key that sends more than a character, or one that phones lack.
   * @param {string} key as keyboard events name it
   */
  press(key) {
    const arrow = { ArrowUp: "A", ArrowDown: "B", ArrowRight: "C", ArrowLeft: "D" }[key]
    const start = this._terminal.modes.applicationCursorKeysMode ? "\x1bO" : "\x1b[" // as the program on it has asked
    this._terminal.input(arrow ? start + arrow : { Escape: "\x1b", Tab: "\t" }[key])
  }

  focus() {
    this._terminal.focus()
  }

  /** The size in characters that its element has room for; nothing while it is not shown. */
  room() {
    const style = getComputedStyle(this.element)
    const inner = (size, ...sides) => sides.reduce((left, side) => left - parseFloat(style[`padding${side}`]), size)
    const wide = inner(this.element.clientWidth, "Left", "Right") - BAR
    if (wide <= 0) return null
    this._terminal.options.fontSize = Math.min(LARGE, Math.max(SMALL, Math.floor(wide / COLUMNS / NARROW)))
    const { width, height } = this.element.querySelector(".xterm-screen").getBoundingClientRect()
    const columns = Math.floor(wide / (width / this._terminal.cols))
    const rows = Math.floor(inner(this.element.clientHeight, "Top", "Bottom") / (height / this._terminal.rows))
    return { columns: Math.max(COLUMNS, columns), rows: Math.max(4, rows) }
  }

  resize({ columns, rows }) {
    this._terminal.resize(columns, rows)
  }
}
