/** Whether two texts are equal under Unicode's simple case folding (Go's strings.EqualFold). */
export function equalFold(a: string, b: string): boolean {
  // Regular expressions with both flags compare by simple case folding; lower case alone would tell K and K apart.
  return new RegExp(`^${a.replace(/[/\\^$*+?.()|[\]{}-]/g, '\\$&')}$`, 'iu').test(b)
}
