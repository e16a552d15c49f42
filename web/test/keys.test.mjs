// Keys that a phone's keyboard lacks.
import assert from "node:assert/strict"
import test from "node:test"
import { Keys } from "../tab/keys.mjs"

/** A button that does what is asked of it here. */
function button(key) {
  const listeners = {}
  const attributes = {}
  return {
    dataset: { key },
    addEventListener: (name, listener) => (listeners[name] = listener),
    getAttribute: (name) => attributes[name] ?? null,
    setAttribute: (name, value) => (attributes[name] = value),
    click: () => listeners.click(),
  }
}

test("Ctrl counts for the next character, and for that alone", () => {
  const buttons = { Control: button("Control"), Tab: button("Tab") }
  const pressed = []
  const element = { querySelector: () => buttons.Control, querySelectorAll: () => Object.values(buttons) }
  const keys = new Keys(/** @type {any} */ (element), (key) => pressed.push(key))
  assert.equal(keys.typed("c"), "c")
  buttons.Control.click()
  assert.equal(buttons.Control.getAttribute("aria-pressed"), "true")
  assert.equal(keys.typed("c"), "\x03")
  assert.equal(keys.typed("c"), "c")
  buttons.Control.click()
  buttons.Control.click()
  assert.equal(keys.typed("d"), "d")
  buttons.Control.click()
  assert.equal(keys.typed("[A"), "[A") // more than a character: what a keyboard has pasted or completed
  buttons.Tab.click()
  assert.deepEqual(pressed, ["Tab"])
})
