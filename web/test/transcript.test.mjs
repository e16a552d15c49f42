// The tab compares as the tests do: the vectors of tests/helpers/vectors.json with the descriptions of host0/check/transcript.py.
// tests/site/test_comparer.py tries the same in a browser, and outputs at random.
import assert from "node:assert/strict"
import { execFileSync } from "node:child_process"
import fs from "node:fs"
import test from "node:test"
import { fileURLToPath } from "node:url"
import { Renaming } from "../tab/transcript.mjs"

const ROOT = fileURLToPath(new URL("../..", import.meta.url))
const ASK = `
import json, sys
from host0.check.transcript import as_json, forms
print(json.dumps([forms(), [as_json(output) for output in json.load(sys.stdin)]]))`
const vectors = JSON.parse(fs.readFileSync(new URL("../../tests/helpers/vectors.json", import.meta.url), "utf8"))

/** Every text among the vectors: any may be what was recorded. */
const texts = [vectors].flatMap(function every(one) {
  return typeof one === "string" ? [one] : one && typeof one === "object" ? Object.values(one).flatMap(every) : []
})
const [forms, described] = JSON.parse(
  execFileSync(".venv/bin/python", ["-c", ASK], { cwd: ROOT, encoding: "utf8", input: JSON.stringify(texts) }),
)
const recording = new Map(texts.map((text, number) => [text, described[number]]))

/** Whether a fresh tab takes each of some outputs, `[scope, recorded, printed]`, for the recorded one. */
const answers = (outputs) => {
  const renaming = new Renaming(forms)
  return outputs.map(([scope, recorded, printed]) => renaming.match(scope, recording.get(recorded), printed))
}

test("what may differ is the same in either direction, and what may not is not", () => {
  for (const kind of ["renamed", "different"])
    for (const [says, [one, other]] of Object.entries(vectors[kind])) {
      const equal = kind === "renamed"
      assert.deepEqual(answers([["", one, other]]), [equal], says)
      assert.deepEqual(answers([["", other, one]]), [equal], says)
      assert.deepEqual(answers([["", one, one]]), [true], says)
    }
})

test("two things are not one, and two moments may be", () => {
  for (const [two, one] of vectors["one to one"]) {
    assert.deepEqual(answers([["", two, one]]), [false], two)
    assert.deepEqual(answers([["", one, two]]), [false], two)
  }
  for (const [two, one] of vectors.moments) {
    assert.deepEqual(answers([["", two, one]]), [true], two)
    assert.deepEqual(answers([["", one, two]]), [true], two)
  }
})

test("names hold along a track", () => {
  for (const [says, outputs] of Object.entries(vectors.tracks))
    assert.deepEqual(
      answers(outputs),
      outputs.map(([, , , equal]) => equal),
      says,
    )
})

test("a difference is told in lines", () => {
  for (const [says, { before, recorded, printed, lines }] of Object.entries(vectors.differences)) {
    const renaming = new Renaming(forms)
    for (const [old, fresh] of before) assert.ok(renaming.match("", recording.get(old), fresh), says)
    assert.ok(!renaming.match("", recording.get(recorded), printed), says)
    assert.deepEqual(renaming.difference("", recording.get(recorded), printed).split("\n"), lines, says)
  }
})
