// Steps in the reader's tab, on a machine that answers as it is told.
import assert from "node:assert/strict"
import test from "node:test"
import { BUSY, DIFFERENT, DONE, FAILED, IDLE, RUNNING, Track, WAITING } from "../tab/track.mjs"

const ID = ["1a1a1a1a1a1a\n", "2b2b2b2b2b2b\n", "3c3c3c3c3c3c\n"]

/** An output as host0/check/transcript.py describes it: its first line is an id, or a word. */
const recorded = (output) => {
  const text = output.trimEnd()
  return { ragged: false, lines: [ID.includes(output) ? ["", ["id", text], ""] : [text], [""]] }
}

const step = (code, output, rest = {}) => {
  return { place: "host0", code, exit: 0, scope: "", output: output && recorded(output), ...rest }
}

/** A page whose parts leave nothing. */
const page = (...parts) => ({ kept: false, parts: parts.map((steps) => ({ steps, needs: [] })) })

/** @type {import("../tab/track.mjs").About} */
const about = {
  pages: {
    "index.html": page(["run", "ps", "secret", "late"]),
    "modes.html": page(["lacking", "one", "two"], ["other"]),
    "reference.html": {
      kept: true,
      parts: [
        { steps: ["first", "second"], needs: [] },
        { steps: ["third"], needs: ["first"] },
      ],
    },
    "exercises.html": page(["break", "see", "check"]),
  },
  steps: {
    run: step("docker run", ID[0]),
    ps: step("docker ps", ID[0], { place: "client0" }),
    secret: step("true", null, { exit: 3 }),
    late: step("docker rm", "late\n"),
    lacking: { place: "host0", cannot: { kind: "program", what: "ufw" } },
    one: step("docker run", ID[0]),
    two: step("docker ps", ID[0], { place: "client0" }),
    other: step("docker run", ID[0]),
    first: step("docker run", ID[0]),
    second: step("docker ps", ID[0], { place: "client0" }),
    third: step("docker rm", "late\n"),
    break: step("true", null, { exit: 3, aside: true }),
    see: step("docker run", ID[0], { loose: true }),
    check: step("docker rm", null, { loose: true }),
  },
  exercises: {},
  forms: { id: { kind: "id", pattern: "[0-9a-f]{12}", named: null } },
  engine: "28.5",
  address: "192.0.2.10",
  values: [],
  bytes: 1,
}

/**
 * A track on a machine with these answers by code.
 * @param {Record<string, Error | {output?: string, status?: number}>} printed what a snippet prints, with a status, or an error
 * @param {(place: string) => Promise<void> | null} free as `Track` takes it
 */
function made(printed, free = () => null) {
  const ran = []
  const track = new Track(
    about,
    async (place, code, aside) => {
      ran.push(aside ? [place, code, aside] : [place, code])
      const found = printed[code]
      if (found instanceof Error) throw found
      return { output: "", status: 0, ...found }
    },
    free,
  )
  const seen = []
  track.onchange = (name) => seen.push([name, track.state(name).is])
  return { track, ran, seen }
}

const GOOD = {
  "docker run": { output: ID[1] },
  "docker ps": { output: ID[1] },
  true: { status: 3 },
  "docker rm": { output: "late\n" },
}

test("steps run one after the other, each where it belongs", async () => {
  const { track, ran, seen } = made(GOOD)
  await track.press(["run", "ps", "secret"])
  assert.deepEqual(ran, [
    ["host0", "docker run"],
    ["client0", "docker ps"],
    ["host0", "true"],
  ])
  assert.deepEqual(seen, [
    ["run", WAITING],
    ["ps", WAITING],
    ["secret", WAITING],
    ["run", RUNNING],
    ["run", DONE],
    ["ps", RUNNING],
    ["ps", DONE],
    ["secret", RUNNING],
    ["secret", DONE],
  ])
})

test("another name for a thing that is known is a difference, and what waits is given up", async () => {
  const { track, ran } = made({ ...GOOD, "docker ps": { output: ID[2] } })
  await track.press(["run", "ps", "late"])
  assert.deepEqual(track.state("ps"), {
    is: DIFFERENT,
    status: undefined,
    difference: `-${ID[0]}+${ID[2]}`.trimEnd(),
  })
  assert.deepEqual(track.state("late"), { is: IDLE })
  assert.equal(ran.length, 2)
})

test("a status that differs is told, with no lines if the output is the same", async () => {
  const { track } = made({ ...GOOD, true: { status: 1 } })
  await track.press(["secret"])
  assert.deepEqual(track.state("secret"), { is: DIFFERENT, status: 1, difference: "" })
})

test("a step that the machine could not run says why, and can be pressed again", async () => {
  /** @type {Record<string, Error | {output?: string, status?: number}>} */
  const answers = { ...GOOD, "docker run": new Error("the shell is busy") }
  const { track } = made(answers)
  await track.press(["run"])
  assert.deepEqual(track.state("run"), { is: FAILED, reason: "the shell is busy" })
  assert.ok(!track.ran("run"))
  answers["docker run"] = GOOD["docker run"]
  await track.press(["run"])
  assert.equal(track.state("run").is, DONE)
})

test("what is missing has neither run nor waits", async () => {
  const { track } = made(GOOD)
  assert.deepEqual(track.missing("secret"), [
    [1, "run"],
    [2, "ps"],
  ])
  const pressed = track.press(["run", "ps"])
  assert.deepEqual(track.missing("secret"), [])
  await pressed
  assert.deepEqual(track.missing("late"), [[3, "secret"]])
  assert.deepEqual(track.names("verified.html"), [])
})

test("a step waits for a shell that is busy", async () => {
  let free = () => {}
  /** @type {Promise<void>} */
  let waits = new Promise((resolve) => {
    free = () => {
      waits = null
      resolve()
    }
  })
  const { track, ran } = made(GOOD, () => waits)
  const pressed = track.press(["run"])
  await Promise.resolve()
  assert.equal(track.state("run").is, BUSY)
  assert.deepEqual(ran, [])
  free()
  await pressed
  assert.equal(track.state("run").is, DONE)
})

test("a fresh machine knows no names, and what ran on the old one says nothing any more", async () => {
  const answers = { ...GOOD }
  const { track, seen } = made(answers)
  const pressed = track.press(["run", "ps"])
  track.reset()
  await pressed
  assert.deepEqual(track.state("run"), { is: IDLE })
  assert.ok(seen.every(([, is]) => is !== DONE))
  for (const output of [ID[2], ID[1]]) {
    answers["docker run"] = answers["docker ps"] = { output }
    await track.press(["run", "ps"])
    assert.equal(track.state("ps").is, DONE)
    track.reset()
  }
})

test("a part of a page needs what comes before in it and can run, and nothing of the other parts", () => {
  const { track } = made(GOOD)
  assert.deepEqual(track.names("modes.html"), ["lacking", "one", "two", "other"])
  assert.deepEqual(track.missing("two"), [[2, "one"]])
  assert.deepEqual(track.missing("other"), [])
  assert.equal(track.number("other"), 4)
})

test("a part that was begun and not followed to its end litters the machine for all others", async () => {
  const { track } = made(GOOD)
  await track.press(["one"])
  assert.ok(!track.littered("two"))
  assert.ok(track.littered("other"))
  assert.ok(track.littered("run"))
  await track.press(["two"])
  assert.ok(!track.littered("other"))
  assert.ok(!track.littered("run"))
})

test("a part gives its own names to things, and new ones when it is followed again", async () => {
  const answers = { ...GOOD }
  const { track } = made(answers)
  await track.press(["one", "two"])
  answers["docker run"] = answers["docker ps"] = { output: ID[2] }
  await track.press(["other"])
  assert.equal(track.state("other").is, DONE)
  const again = track.press(["one"])
  assert.deepEqual(track.state("two"), { is: IDLE })
  await again
  await track.press(["two"])
  assert.equal(track.state("two").is, DONE)
})

test("on a fresh machine a step runs behind those that it needs, and not at all if there is none", async () => {
  const { track, ran } = made(GOOD)
  await track.afresh("two")
  assert.deepEqual(ran, [])
  track.renew = async () => {
    track.reset()
    return true
  }
  await track.press(["run"])
  await track.afresh("two")
  assert.deepEqual(
    ran.map(([, code]) => code),
    ["docker run", "docker run", "docker ps"],
  )
  assert.equal(track.state("two").is, DONE)
  assert.equal(track.state("run").is, IDLE)
})

test("in an exercise, only its fault is needed by what comes after it; its reader does not see that", async () => {
  const { track, ran } = made(GOOD)
  assert.ok(track.fresh)
  assert.deepEqual(track.missing("check"), [[1, "break"]])
  await track.press(["break"])
  assert.ok(!track.fresh)
  assert.deepEqual(ran, [["host0", "true", true]])
  assert.deepEqual(track.missing("check"), [])
  assert.ok(track.littered("one"))
})

test("where what a part leaves stays, the others need only some of it, and another page a fresh machine", async () => {
  const { track } = made(GOOD)
  assert.deepEqual(track.missing("third"), [[1, "first"]])
  await track.press(["first"])
  assert.deepEqual(track.missing("third"), [])
  assert.ok(!track.littered("third"))
  assert.ok(track.littered("one"))
  await track.press(["third"])
  assert.ok(track.littered("one"))
  await track.press(["second"])
  assert.ok(!track.littered("one"))
})
