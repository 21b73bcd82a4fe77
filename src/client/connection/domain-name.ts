/** Whether Go asks a name server for this name (net's isDomainName). */
export function isDomainName(name: string): boolean {
  const labels = name.replace(/\.$/, '').split('.')
  if (name.length > (name.endsWith('.') ? 254 : 253) || !/[a-z_-]/i.test(name)) return false
  return labels.every((label) => /^[\w](?:[\w-]{0,61}\w)?$/.test(label))
}
