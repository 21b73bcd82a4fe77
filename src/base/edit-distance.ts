/** How many letters to put in, take out or change to make one word of the other (Levenshtein). */
export function editDistance(a: string, b: string): number {
  let above = Array.from({length: b.length + 1}, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = above[j - 1]!
      row.push(a[i - 1] === b[j - 1] ? same : 1 + Math.min(above[j]!, row[j - 1]!, same))
    }
    above = row
  }
  return above[b.length]!
}

/** The names, those that look most like the word first; a name that begins with it looks much like it. */
export function nearestFirst(names: Iterable<string>, word: string): string[] {
  const typed = word.toLowerCase()
  const far = (name: string): number =>
    typed !== '' && name.startsWith(typed) ? 1 : editDistance(typed, name.toLowerCase())
  return [...names]
    .map((name) => ({name, distance: far(name)}))
    .toSorted((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .map(({name}) => name)
}
