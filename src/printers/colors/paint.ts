import {escapeControls} from '../../base/terminal-text.ts'
import {begin, reset, type Style} from './theme.ts'

/**
 * The text in a style. It is escaped first: whatever a server sent, the only sequences in the result are ours. This is
 * the one place that puts them around a text.
 */
export function paint(style: Style | undefined, text: string): string {
  const safe = escapeControls(text)
  return style === undefined || safe === '' ? safe : begin(style) + safe + reset
}
