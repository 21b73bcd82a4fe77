import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import path from 'node:path'
import {it} from 'node:test'
import {importsOf, layerFaults, type Layers} from '../../../scripts/layers.ts'

const layers = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../../layers.json'), 'utf8'),
) as Layers

function faults(file: string, text: string): string[] {
  return layerFaults(importsOf(file, text), layers)
}

const allowed: readonly (readonly [string, string])[] = [
  ['client/a.ts', "import {a} from '../base/b.ts'"],
  ['client/a.ts', "import {a} from './b.ts'"],
  ['client/a.ts', "import {readFileSync} from 'node:fs'"],
  ['client/a.ts', "// import {a} from '../commands/b.ts'\n/**\n * await import('../commands/b.ts')\n */"],
  ['actions/get/a.ts', "import {b} from '../delete/b.ts'"],
  ['cli/a.ts', "import {Command} from '@oclif/core/command'"],
  ['main.ts', "import {a} from './commands/b.ts'\nimport {c} from './command-table.ts'"],
]

const forbidden: readonly (readonly [string, string, string])[] = [
  ['base/a.ts', "import {a} from '../yaml/b.ts'", 'base/a.ts imports ../yaml/b.ts: yaml is not below base'],
  ['yaml/a.ts', "import type {A} from '../api/b.ts'", 'yaml/a.ts imports ../api/b.ts: api is not below yaml'],
  [
    'actions/get/a.ts',
    "const {a} = await import('../../cli/b.ts')",
    'actions/get/a.ts imports ../../cli/b.ts: cli is not below actions',
  ],
  [
    'printers/a.ts',
    "export * from '../client/b.ts'",
    'printers/a.ts imports ../client/b.ts: client is not below printers',
  ],
  [
    'printers/a.ts',
    "import {\n  a,\n  b,\n} from '../client/b.ts'",
    'printers/a.ts imports ../client/b.ts: client is not below printers',
  ],
  ['commands/a.ts', "import '../main.ts'", 'commands/a.ts imports ../main.ts: main.ts is not below commands'],
  [
    'client/a.ts',
    "import {C} from '@oclif/core/command'",
    'client/a.ts imports @oclif/core, whose home is cli, commands',
  ],
  [
    'client/a.ts',
    "import x from 'left-pad'",
    'client/a.ts imports left-pad, which has no home in layers.json',
  ],
  ['new/a.ts', "import {a} from '../base/b.ts'", 'new/a.ts: new is in no ring of layers.json'],
  ['cli/a.ts', "import {a} from '../../test/b.ts'", 'cli/a.ts imports ../../test/b.ts, which is outside src'],
]

for (const [file, text] of allowed) {
  it(`allows ${file}: ${text}`, () => assert.deepEqual(faults(file, text), []))
}

for (const [file, text, fault] of forbidden) {
  it(`forbids ${fault}`, () => assert.deepEqual(faults(file, text), [fault]))
}
