/** The width that kubectl wraps help to on a terminal: 80, 100 or 120, 0 for not at all. */
export function wrapLimit(columns: number | undefined): number {
  return [120, 100, 80].find((limit) => (columns ?? 0) >= limit) ?? 0
}
