// Keys that a phone's keyboard lacks, as buttons below the terminals.

export class Keys {
  /**
   * @param {HTMLElement} element has a button for each key, by its `data-key`
   * @param {(key: string) => void} press told which key to press in the terminal that is shown
   */
  constructor(element, press) {
    this._control = /** @type {HTMLElement} */ (element.querySelector("[data-key='Control']"))
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-key]"))) {
      // the focus stays where it is, and with it the phone's keyboard
      button.addEventListener("pointerdown", (event) => event.preventDefault())
      button.addEventListener("click", () => {
        if (button === this._control) this._held = !this._held
        else press(button.dataset.key)
      })
    }
  }

  get _held() {
    return this._control.getAttribute("aria-pressed") === "true"
  }

  set _held(held) {
    this._control.setAttribute("aria-pressed", String(held))
  }

  /**
   * What the reader has typed, as one who holds Ctrl down if they have pressed that before; once.
   * @param {string} text
   */
  typed(text) {
    if (!this._held) return text
    this._held = false
    return /^[@-_a-z]$/.test(text) ? String.fromCharCode(text.charCodeAt(0) & 31) : text
  }
}
