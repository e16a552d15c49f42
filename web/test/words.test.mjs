// What the tab says, in both languages.
import assert from "node:assert/strict"
import fs from "node:fs"
import test from "node:test"
import { say, WORDS } from "../tab/words.mjs"

const names = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

test("both languages have the same words, with the same values", () => {
  assert.deepEqual(Object.keys(WORDS.zh), Object.keys(WORDS.en))
  for (const word of Object.keys(WORDS.en)) {
    assert.deepEqual(names(WORDS.zh[word]), names(WORDS.en[word]), word)
  }
})

test("no word is there for nothing", () => {
  const folder = new URL("../tab/", import.meta.url)
  const others = fs.readdirSync(folder).filter((file) => file !== "words.mjs")
  const rest = others.map((file) => fs.readFileSync(new URL(file, folder), "utf8")).join("")
  const words = Object.keys(WORDS.en)
  assert.ok(words.length > 40)
  assert.deepEqual(
    words.filter((word) => !rest.includes(`"${word}"`)),
    [],
  )
})

test("values are filled in, and another language is English", () => {
  assert.equal(say("en", "stepDone", { number: 3 }), "Step 3: output matches the page.")
  assert.equal(say("zh", "stepDone", { number: 3 }), "第 3 步：输出与页面一致。")
  assert.equal(say("fr", "loading", { bytes: "1.0", of: "2.0" }), "Downloading: 1.0 of 2.0 MB")
})
