import {equal} from 'node:assert/strict'
import {test} from 'node:test'
import {escapeCell, escapeTerminal} from '../../../src/base/terminal-text.ts'

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
