import {equal} from 'node:assert/strict'
import {test} from 'node:test'
import {escapeCell, escapeControls, escapeTerminal} from '../../../src/base/terminal-text.ts'

// Expected: cli-runtime printers/terminal.go, and appendCellValue of tableprinter.go.
test('escape and carriage return lose their power, line breaks stay', () => {
  equal(escapeTerminal('\x1b[31mred\x1b[0m'), '^[[31mred^[[0m')
  equal(escapeTerminal('a\rb\nc\fd'), 'a\\rb\nc\fd')
})

test('a cell ends at its first line break', () => {
  equal(escapeCell('plain'), 'plain')
  equal(escapeCell('a\nb'), 'a...')
  equal(escapeCell('a\rb\nc'), 'a...')
  equal(escapeCell('\x1b\fb'), '^[...')
  equal(escapeCell('x\x1by'), 'x^[y')
})

test('every control character is shown but line breaks and tabs', () => {
  equal(escapeControls('a\tb\n\u0000\u0007\u001b[m\r\u007f\u0085é'), 'a\tb\n^@^G^[[m\\r^?<85>é')
})

// U+202E turns what follows round, U+200B and U+FEFF have no width, U+2028 ends a line, U+E0041 is a hidden letter.
test('what turns, hides or ends text is shown by its number', () => {
  equal(
    escapeControls('a\u202egnp.exe\u2066\u200f\u200bb\ufeff\u2028\u{e0041}'),
    'a<U+202E>gnp.exe<U+2066><U+200F><U+200B>b<U+FEFF><U+2028><U+E0041>',
  )
  equal(escapeControls('日本 é \u{1f600} עברית'), '日本 é \u{1f600} עברית')
})

test('colours of others lose their power', () => {
  equal(escapeControls('\u001b[33;1mx\u001b[0m'), '^[[33;1mx^[[0m')
})
