// What the tab says, in both languages. {name} is filled in.

/** @type {Record<string, Record<string, string>>} */
export const WORDS = {
  zh: {
    pane: "host0 的终端",
    terminals: "机器",
    terminal: "{place} 的终端",
    hint: "按 Shift+Tab 离开终端。",
    keys: "手机键盘上没有的键",
    keyLeft: "左",
    keyUp: "上",
    keyDown: "下",
    keyRight: "右",
    divider: "调整终端区域的大小",
    progress: "下载进度",
    start: "在浏览器里启动 host0",
    reset: "重置",
    resetTitle: "换一台全新的机器，不必重新下载",
    stop: "停止",
    stopTitle: "关掉机器并释放内存，回到普通页面",
    again: "重试",
    anyway: "仍要启动",
    idle: "还没有启动。",
    loading: "正在下载：{bytes} / {of} MB",
    restoring: "正在恢复机器……",
    running: "正在运行，时钟已校准。",
    stepRunning: "第 {number} 步正在运行……",
    stepDone: "第 {number} 步：输出与页面一致。",
    stepDifferent: "第 {number} 步：输出与页面不一致。",
    run: "在 {place} 上运行",
    runBash: "在 {place} 上运行（Bash）",
    runAgain: "再运行一次",
    off: "机器启动后可以运行。",
    waiting: "排队等待……",
    stepNow: "正在运行……",
    stepUsually: "正在运行，在这里一般要 {seconds} 秒……",
    done: "✓ 与 Docker {engine} 的输出一致",
    doneHidden: "✓ 退出码符合预期",
    different: "✗ 输出与页面不一致（Docker {engine}；- 页面，+ 这里）：",
    status: "✗ 退出码是 {status}，页面上是 {exit}。",
    stepFailed: "没有运行完：{what}",
    busy: "{place} 的 Shell 正忙，空闲后运行这一步；也可以在终端里按 Ctrl+C 中断。",
    missing: "前面还有步骤没有运行：第 {numbers} 步。",
    join: "、",
    first: "先运行它们",
    only: "只运行这一步",
    exerciseStart: "开始这道练习",
    exerciseAgain: "重新开始这道练习",
    exerciseStarting: "正在准备 host0……",
    exerciseStarted: "host0 准备好了，它有一处毛病。先看看 client0 看到什么。",
    exerciseCheck: "检查",
    exerciseChecking: "client0 正在检查……",
    exerciseMended: "✓ 修好了：client0 得到了该有的响应。",
    exerciseNotYet: "✗ 还没有修好。",
    littered: "host0 上还有别处没做完的步骤留下的东西。",
    fresh: "换一台全新的 host0 再运行",
    here: "就在这台上运行",
    cannotProgram: "不能在浏览器里运行：这一步，或者它前面的步骤，要用 {what}，而这台机器里没有。",
    cannotImage: "不能在浏览器里运行：这一步，或者它前面的步骤，要用镜像 {what}，而这台机器里没有。",
    cannotModule: "不能在浏览器里运行：这一步，或者它前面的步骤，要用内核的 {what}，而这台机器的内核没有。",
    cannotTime: "不在浏览器里运行：在模拟的处理器上，{what} 要好几分钟。",
    cannotLoad: "不在浏览器里运行：模拟的处理器上，{what} 测出来的数字说明不了真实机器的快慢。",
    address: "host0 在浏览器标签页里运行期间，页面显示它的地址；你填的地址还保存着，停止之后恢复。",
    fetch: "有一个文件没有下载成功（{what}），机器在等它。请检查网络，然后重试。页面上录好的输出都还在。",
    wrong: "校验和不一致（{what}），没有使用这个文件。重试会重新下载；还是这样，就停止之后再启动。",
    away: "网络断了，磁盘上有一块还没有下载（{what}）。要读磁盘的程序在等它，别的照常运行；网络恢复后会自动重试。",
    lost:
      "磁盘上有一块没有下载成功，或者校验和不对（{what}）。要用它的程序会报 I/O 错误或中途退出，别的照常运行。" +
      "请重试，再把命令运行一遍。",
    little: "这台设备的内存可能不够：机器运行时约占 1 GB。",
    memory: "内存不够，机器没能运行。关掉别的浏览器标签页再试；页面上录好的输出不受影响。",
    forbidden: "这个浏览器不允许运行 WebAssembly，机器无法运行。页面上录好的输出不受影响。",
    insecure: "只有 https 网站和本机上的网站才能核对下载的文件，所以在这里不能启动机器。页面上录好的输出不受影响。",
    old: "这个浏览器太旧，缺少机器需要的功能（{what}）。页面上录好的输出不受影响。",
    failed: "机器停了：{what}。可以重置；页面上录好的输出不受影响。",
  },
  en: {
    pane: "host0's terminals",
    terminals: "Machines",
    terminal: "Terminal of {place}",
    hint: "Shift+Tab leaves the terminal.",
    keys: "Keys that phones lack",
    keyLeft: "Left",
    keyUp: "Up",
    keyDown: "Down",
    keyRight: "Right",
    divider: "Resize the terminals",
    progress: "Download",
    start: "Run these commands in your browser",
    reset: "Reset",
    resetTitle: "Start a fresh machine; nothing is downloaded again",
    stop: "Stop",
    stopTitle: "Shut down the machine, free its memory, and return to the plain page",
    again: "Try again",
    anyway: "Start anyway",
    idle: "Not started.",
    loading: "Downloading: {bytes} of {of} MB",
    restoring: "Resuming the machine…",
    running: "Running; its clock is set.",
    stepRunning: "Step {number} is running…",
    stepDone: "Step {number}: output matches the page.",
    stepDifferent: "Step {number}: output differs from the page.",
    run: "Run on {place}",
    runBash: "Run on {place} (Bash)",
    runAgain: "Run again",
    off: "You can run this once the machine has started.",
    waiting: "Waiting for its turn…",
    stepNow: "Running…",
    stepUsually: "Running; usually takes {seconds} s here…",
    done: "✓ Matches the output of Docker {engine}",
    doneHidden: "✓ Exit status as expected",
    different: "✗ Output differs from the page (Docker {engine}; - the page, + here):",
    status: "✗ The exit status is {status}; on the page it is {exit}.",
    stepFailed: "Did not finish: {what}",
    busy: "The shell on {place} is busy; the step runs when it is free. Press Ctrl+C in the terminal to stop what runs there.",
    missing: "Earlier steps have not been run: {numbers}.",
    join: ", ",
    first: "Run them first",
    only: "Run only this one",
    exerciseStart: "Start this exercise",
    exerciseAgain: "Start this exercise over",
    exerciseStarting: "Preparing host0…",
    exerciseStarted: "host0 is ready, and something is wrong with it. Begin with what client0 sees.",
    exerciseCheck: "Check",
    exerciseChecking: "client0 checks…",
    exerciseMended: "✓ Fixed: client0 gets what it should.",
    exerciseNotYet: "✗ Not fixed yet.",
    littered: "Steps elsewhere that did not run to their end have left things on host0.",
    fresh: "Run on a fresh host0",
    here: "Run here all the same",
    cannotProgram:
      "Cannot run in the browser: this step, or one that it builds on, needs {what}, which this machine lacks.",
    cannotImage:
      "Cannot run in the browser: this step, or one that it builds on, needs the image {what}, which this machine lacks.",
    cannotModule:
      "Cannot run in the browser: this step, or one that it builds on, needs the kernel's {what}, which this machine lacks.",
    cannotTime: "Not run in the browser: on an emulated processor, {what} takes minutes.",
    cannotLoad:
      "Not run in the browser: on an emulated processor, what {what} measures says nothing about a real machine.",
    address: "While host0 runs in this tab, the page shows its address. Yours is kept and comes back when you stop it.",
    fetch:
      "A file could not be downloaded ({what}). The machine waits for it: check your connection and try again. " +
      "The outputs on the page are still there.",
    wrong:
      "Checksum mismatch ({what}): the file was not used. Try again to download it once more; if that does not help, " +
      "stop and start over.",
    away:
      "The server cannot be reached, and a piece of the disk is still to come ({what}). Programs that read the disk wait for it; " +
      "everything else goes on. It is tried again by itself.",
    lost:
      "A piece of the disk could not be downloaded, or has a wrong checksum ({what}). Programs that need it stop, with an " +
      "I/O error or a bus error; everything else goes on. Try again, then run the command again.",
    little: "This device may have too little memory: the machine needs about 1 GB.",
    memory:
      "Not enough memory for the machine. Close other tabs and try again; the recorded outputs on the " +
      "page are not affected.",
    forbidden:
      "This browser does not allow WebAssembly, which the machine needs. The recorded outputs on the " +
      "page are not affected.",
    insecure:
      "Browsers can verify downloads only on https sites and on your own computer, so the machine cannot start here. " +
      "The recorded outputs on the page are not affected.",
    old: "This browser is too old for the machine: it lacks {what}. The recorded outputs on the page are not affected.",
    failed:
      "The machine stopped: {what}. You can start a fresh one; the recorded outputs on the page are not affected.",
  },
}

/**
 * A word in a language, its {names} filled in.
 * @type {(lang: string, word: string, values?: Record<string, string | number>) => string}
 */
export const say = (lang, word, values = {}) =>
  (WORDS[lang] ?? WORDS.en)[word].replace(/\{(\w+)\}/g, (_, name) => String(values[name]))
