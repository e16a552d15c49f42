// For browsers that cannot run shell.mjs, and for files that did not come: says so in both languages.
addEventListener("load", function () {
  if (!window.host0) document.getElementById("old").hidden = false
})
