import {equal} from 'node:assert/strict'
import {test} from 'node:test'
import {
  escapeAllButColors,
  escapeCell,
  escapeControls,
  escapeTerminal,
} from '../../../src/base/terminal-text.ts'

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

test('colours alone are let through', () => {
  equal(escapeAllButColors('\u001b[33;1mx\u001b[0m\u001b[2Jy\u0007'), '\u001b[33;1mx\u001b[0m^[[2Jy^G')
  equal(escapeAllButColors('\u001b[3\u001b[m'), '^[[3\u001b[m')
})
