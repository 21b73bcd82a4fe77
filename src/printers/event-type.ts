/** The type of a watch event as the EVENT column shows it, the known ones all eight wide. */
export function formatEventType(type: string): string {
  const known = type === 'ADDED' || type === 'MODIFIED' || type === 'DELETED' || type === 'ERROR'
  return known ? type.padEnd(8) : type
}
