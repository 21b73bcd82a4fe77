const relaxed = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/

/**
 * Makes a template of a path that may lack its braces and its first dot: `metadata.name`,
 * `.metadata.name`, `{metadata.name}` (kubectl's RelaxedJSONPathExpression). '' stays ''.
 */
export function relaxJSONPath(expression: string): string {
  if (expression === '') return ''
  const match = relaxed.exec(expression)
  if (match === null) {
    throw new Error(
      "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'",
    )
  }
  return `{.${match[1] || match[2]}}`
}
