// What `__main__.py` measures in a browser: the machine as a page has it, without the page.
import { Tab } from "./site/tab.mjs"

window.longest = 0 // ms of the longest task on the page's thread
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration)
}).observe({ entryTypes: ["longtask"] })

window.machine = new Tab(new URL("./site/", location.href))
window.failed = ""
window.machine.onfailed = ({ name, message }) => {
  window.failed = `${name}: ${message}`
}

/** Seconds that some work takes, and what it gives. */
window.timed = async (work) => {
  const begin = performance.now()
  const result = await work()
  return { seconds: (performance.now() - begin) / 1000, result }
}
