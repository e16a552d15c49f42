// What the search finds, and in which order: put before the theme's search worker by host0/site/search.py.
// Readers paste whole messages, so words that follow each other count besides words alone. lunr, which comes with the
// theme, knows the stems of words, the words that are one letter away, and where to mark them.

const HAN = /^\p{sc=Han}$/u
// how much a field counts: `words` are those that readers use and the page does not (see docs/search.yml)
const FIELDS = { title: 3, said: 12, words: 3, text: 1 }
// what people asked whose answer a section was, word by word (see docs/reports.yml): the more, the fewer other sections
// have it. 1.5 led most of those whom it had not learned from, in five parts, to their section.
const ASKED = 1.5
const PAIR = 1.5
const LIMIT = 0.4 // of what its two words say: "host network" is rare, and says little
const EMPTY = 0.15 // a word such as "the"
const CHARACTER = 0.1 // one Chinese character alone says little
const GUESSED = 0.7 // what was not typed so
const OPENING = 0.5 // a page's text before its first heading: mostly a list of what comes
const SHOWN = 12
const LEAST = 0.25 // of the best one's score

const stem = (word) => lunr.stemmer(new lunr.Token(word, {})).toString()
const plain = (text) =>
  text
    .replace(/<[^>]*>/g, " ")
    .replace(/\u200b/g, "")
    .replace(/&\w+;/g, " ")
    .toLowerCase()
const cut = (text) => plain(text).match(/\p{sc=Han}|[\p{L}\p{N}]+?(?=\p{sc=Han}|[^\p{L}\p{N}]|$)/gu) ?? []
const pairs = (units) => units.slice(1).map((unit, i) => `${units[i]} ${unit}`)

class Ranking {
  constructor(sections) {
    this.sections = sections
    this.found = new Map() // unit or pair -> section's number -> how often, by field
    this.questions = new Map() // the same -> section's number -> what it adds that people asked so
    this.words = new Set()
    sections.forEach((section, number) => {
      for (const [field, weight] of Object.entries(FIELDS))
        for (const text of [section[field] ?? []].flat()) {
          const units = cut(text)
          units.forEach((unit) => HAN.test(unit) || this.words.add(unit))
          const stems = units.map(stem)
          for (const one of [...stems, ...pairs(stems)]) {
            if (!this.found.has(one)) this.found.set(one, new Map())
            const places = this.found.get(one)
            places.set(number, (places.get(number) ?? 0) + weight)
          }
        }
    })
    sections.forEach((section, number) => {
      for (const word of section.questions.match(/\S+/g) ?? []) {
        const units = cut(word).map(stem)
        if (!units.every((unit) => this.found.has(unit))) continue // of another language, or on no page
        const one = units.join(" ")
        if (!this.questions.has(one)) this.questions.set(one, new Map())
        const places = this.questions.get(one)
        places.set(number, (places.get(number) ?? 0) + 1)
      }
    })
    for (const places of this.questions.values()) {
      const all = [...places.values()].reduce((sum, some) => sum + some, 0)
      for (const [number, some] of places) places.set(number, ((ASKED * some) / (some + 1)) * (some / all))
    }
    this.near = lunr.TokenSet.fromArray([...this.words].sort())
  }

  // the units that one typed stands for: itself, or words that begin with it, or that are one letter away
  meant(unit, last) {
    if (this.found.has(stem(unit)) || HAN.test(unit)) return [[stem(unit), 1]]
    const begun = last ? [...this.words].filter((word) => word.startsWith(unit)) : []
    const guessed =
      begun.length || unit.length < 4 ? begun : this.near.intersect(lunr.TokenSet.fromFuzzyString(unit, 1)).toArray()
    return [...new Set(guessed.map(stem))].map((word) => [word, GUESSED])
  }

  // how rare a unit or pair is: the more it says
  rare(one) {
    const places = this.found.get(one)?.size ?? 0
    return Math.log(1 + (this.sections.length - places + 0.5) / (places + 0.5))
  }

  // the sections that a reader means, best first: [section, score]
  of(typed) {
    const units = cut(typed)
    const meant = units.map((unit, i) => this.meant(unit, i === units.length - 1))
    const scores = new Map()
    const count = (one, weight, limit = Infinity) => {
      const places = this.found.get(one) ?? new Map()
      const rare = Math.min(limit, this.rare(one))
      const add = (number, part) => scores.set(number, (scores.get(number) ?? 0) + weight * rare * part)
      for (const [number, often] of places) add(number, often / (often + 1))
      for (const [number, part] of this.questions.get(one) ?? []) add(number, part)
    }
    const asked = new Set()
    const once = (one, ...how) => {
      if (!asked.has(one)) count(one, ...how)
      asked.add(one)
    }
    meant.forEach((all, i) => {
      for (const [one, weight] of all) {
        once(one, weight * (HAN.test(one) ? CHARACTER : lunr.stopWordFilter(one) ? 1 : EMPTY))
        for (const [before, other] of meant[i - 1] ?? [])
          once(`${before} ${one}`, PAIR * weight * other, LIMIT * (this.rare(before) + this.rare(one)))
      }
    })
    this.asked = asked
    this.several = units.length > 1
    const ranked = [...scores].map(([number, score]) => [
      this.sections[number],
      score * this.sections[number].weight * (this.sections[number].parent ? 1 : OPENING),
    ])
    ranked.sort(([, one], [, other]) => other - one)
    return ranked.filter(([, score]) => score >= LEAST * ranked[0][1]).slice(0, SHOWN)
  }

  // whether a word of the index is to be marked
  marks(word) {
    const units = cut(word).map(stem)
    const said = units.length > 1 && HAN.test(units[0]) && this.several ? pairs(units) : units
    return said.some((one) => this.asked.has(one))
  }
}

// Give the theme's search our order. Its own search marks what it is told to.
self.ranked = (search) => {
  const ranking = new Ranking([...search.map.values()])
  const known = Object.keys(search.index.invertedIndex)
  const marking = search.search.bind(search)
  search.index.search = () => {
    const words = known.filter((word) => ranking.marks(word))
    return words.length
      ? search.index.query((query) => words.forEach((word) => query.term(word, { usePipeline: false })))
      : []
  }
  search.search = (typed) => {
    const sections = ranking.of(typed)
    const marked = new Map(
      marking("all")
        .items.flat()
        .map((item) => [item.location, item]),
    )
    const items = []
    for (const [section, score] of sections) {
      const page = section.parent ?? section
      const item = { ...(marked.get(section.location) ?? { ...section, text: "" }), terms: {}, score }
      const last = items[items.length - 1]
      if (last?.page === page && section.parent) last.push({ ...item, score: last[0].score })
      else
        items.push(Object.assign(section.parent ? [item, { ...page, score, terms: {}, text: "" }] : [item], { page }))
    }
    return { items: items.map((item) => [...item]) }
  }
  return search
}
