/** apimachinery's fields package, as far as selectors are text. */

/** The value as a field selector has it: what would end it is escaped (fields.EscapeValue). */
export function escapeFieldValue(value: string): string {
  return value.replace(/[\\,=]/g, '\\$&')
}

/**
 * A field selector in its canonical form, its terms sorted (fields.ParseSelector and its String). Throws in
 * apimachinery's words when it is none.
 */
export function canonicalFieldSelector(selector: string): string {
  const terms = splitTerms(selector)
    .toSorted()
    .filter((term) => term !== '')
  return terms
    .map((term) => {
      const match = /^(.*?)(!=|==|=)(.*)$/s.exec(term)
      if (match === null) throw new Error(`invalid selector: '${selector}'; can't understand '${term}'`)
      const [, field = '', operator, escaped = ''] = match
      const value = unescapeValue(escaped)
      if (field === '' && value === '') return ''
      return `${field}${operator === '!=' ? '!=' : '='}${escapeFieldValue(value)}`
    })
    .filter((term) => term !== '')
    .join(',')
}

/** Splits at the commas that no backslash escapes. */
function splitTerms(selector: string): string[] {
  const terms = ['']
  for (const [piece] of selector.matchAll(/\\.?|,|[^\\,]+/gs)) {
    if (piece === ',') terms.push('')
    else terms.push(terms.pop()! + piece)
  }
  return terms
}

/** fields.UnescapeValue. */
function unescapeValue(value: string): string {
  return value.replace(/\\(.?)|[,=]/gsu, (found: string, escaped: string | undefined) => {
    if (escaped === undefined) {
      throw new Error(`invalid field selector: unescaped character in value: ${found.codePointAt(0)}`)
    }
    if (escaped !== '' && '\\,='.includes(escaped)) return escaped
    throw new Error(`invalid field selector: invalid escape sequence: ${found}`)
  })
}
