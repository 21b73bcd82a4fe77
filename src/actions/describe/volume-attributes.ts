import {shorten} from './metadata.ts'
import type {PrefixWriter} from './prefix-writer.ts'
import {byKey} from './selectors.ts'

/** The attributes that a CSI driver gave a volume, one to a line. */
export function writeAttributes(
  w: PrefixWriter,
  attributes: Readonly<Record<string, string>> | undefined,
): void {
  const pairs = byKey(attributes)
  w.write(2, 'VolumeAttributes:\t')
  if (pairs.length === 0) w.line('<none>')
  for (const [index, [key, value]] of pairs.entries()) {
    if (index > 0) {
      w.write(2, '')
      w.write(2, '\t')
    }
    w.write(2, `${shorten(`${key}=${value}`, 140)}\n`)
  }
}
