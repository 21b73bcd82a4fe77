/**
 * A column's name in capitals as Go's strings.ToUpper makes them: character by character, so that what
 * has no capital of its own (`ß`) stays.
 */
export function headerText(name: string): string {
  return name.replace(/./gsu, (character) => {
    const upper = character.toUpperCase()
    return upper.length > character.length ? character : upper
  })
}
