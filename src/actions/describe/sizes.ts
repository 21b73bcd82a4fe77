/** How many bytes base64 text stands for. */
export function decodedSize(base64: string): number {
  return Buffer.from(base64, 'base64').length
}
