// What a step has printed when its snippet was saved, at the step, while the page is being written: only in the drafts of
// `make write`. Nothing of it is recorded, and the page says so.
;(() => {
  const words = {
    zh: {
      running: "未验证：正在运行……",
      same: "未验证：和记录的输出一致",
      differs: "未验证：和记录的输出不同（- 记录的，+ 现在的）",
      new: "未验证：还没有记录过输出",
      failed: "未验证：没有通过",
      wrong: "未验证：没有运行",
      now: "现在的输出",
      nothing: "（没有输出）",
      ran: "Docker {engine}，{seconds} 秒。什么都没有记录；要记录，在 make write 的终端里输入 r 再按回车，或运行",
      other: "这一步在另一页：",
    },
    en: {
      running: "Not verified: running…",
      same: "Not verified: the same as recorded",
      differs: "Not verified: differs from what was recorded (- recorded, + now)",
      new: "Not verified: nothing was recorded of it yet",
      failed: "Not verified: it failed",
      wrong: "Not verified: it did not run",
      now: "Output now",
      nothing: "(no output)",
      ran: "Docker {engine}, {seconds} s. Nothing was recorded; to record it, enter r in the terminal of make write, or run",
      other: "The step is on another page:",
    },
  }[document.documentElement.lang === "zh" ? "zh" : "en"]

  /**
   * @typedef {{ key: string, language: string, number: number, state: string, step: string, page: string, engine: string,
   *   output: string, difference: string, problem: string, seconds: number }} Shown
   */

  const element = (name, className, text = "") =>
    Object.assign(document.createElement(name), { className, textContent: text })

  /** Return the lines of a difference, each in an element that says which it is. */
  const lines = (text) => {
    const block = element("pre", "host0-draft-text")
    for (const line of text.split("\n")) {
      const kind = { "-": "del", "+": "ins" }[line[0]] ?? "span"
      block.append(element(kind, "", line), "\n")
    }
    return block
  }

  /** @param {Shown} shown */
  const box = (shown) => {
    const all = element("div", "host0-draft")
    all.dataset.state = shown.state
    all.dataset.number = `${shown.number}`
    all.append(element("p", "host0-draft-state", `${shown.key} · ${words[shown.state]}`))
    if (shown.problem) all.append(element("pre", "host0-draft-text", shown.problem))
    if (shown.difference) all.append(lines(shown.difference))
    if (["same", "differs", "new"].includes(shown.state))
      all.append(element("p", "", words.now), element("pre", "host0-draft-text", shown.output || words.nothing))
    if (!["running", "wrong"].includes(shown.state)) {
      const ran = words.ran.replace("{engine}", shown.engine).replace("{seconds}", shown.seconds.toFixed(1))
      const line = element("p", "", `${ran} `)
      line.append(element("code", "", `make record PAGES=${shown.page}`))
      all.append(line)
    }
    return all
  }

  /** Show it at its step; where the page has none, at its end, if it is what was saved last. */
  const place = (shown, last) => {
    const all = box(shown)
    const [folder, name] = shown.step.split("/")
    const step = document.getElementById(`step-${folder}-${name}`)
    if (step) {
      // in the tab of its language of code, if it has one
      const own = document.getElementById(`step-${folder}-${name}-${shown.language}`)
      const within = own?.closest(".tabbed-block") ?? step
      within.append(all)
    } else if (last) {
      all.classList.add("host0-draft-other")
      if (shown.page) all.prepend(element("p", "", `${words.other} ${shown.page}`))
      document.body.append(all)
    }
  }

  let seen = ""
  const look = async () => {
    try {
      const text = await (await fetch("/write.json")).text()
      if (text !== seen) {
        seen = text
        document.querySelectorAll(".host0-draft").forEach((one) => one.remove())
        /** @type {Shown[]} */
        const all = JSON.parse(text)
        const last = Math.max(...all.map((one) => one.number))
        for (const one of all) place(one, one.number === last)
      }
    } catch {
      // make write has ended, or begins again: the next look tells
    }
    setTimeout(look, document.visibilityState === "visible" ? 200 : 1000)
  }
  look()
})()
