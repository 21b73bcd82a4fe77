import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import type {CommandClass, CommandNode} from '../../../src/cli/command-tree.ts'
import {findCommand} from '../../../src/cli/find-command.ts'
import {flag, type FlagSet} from '../../../src/cli/flags.ts'
import {didYouMean} from '../../../src/cli/suggestions.ts'

function node(name: string, more: Partial<CommandNode> = {}, flagSet: FlagSet = {}): CommandNode {
  return {name, summary: '', load: async () => ({default: {flagSet} as unknown as CommandClass}), ...more}
}

const createFlags = {
  filename: flag.string('', {char: 'f'}),
  edit: flag.bool(''),
  dryRun: flag.string('', {noOptDefault: 'x'}),
}
const names = ['create', 'run', 'set', 'get', 'delete', 'top', 'logs', 'cp', 'apply', 'config']
const root: CommandNode = {
  name: 'kctl',
  summary: '',
  children: names.map((name) =>
    name === 'create'
      ? node(name, {children: [node('deployment', {aliases: ['deploy']}), node('namespace')]}, createFlags)
      : node(name),
  ),
}

describe('the command that a line names, by cobra v1.10.2', () => {
  const lines: readonly (readonly [string, string, string[]])[] = [
    ['get pods', 'kctl get', ['pods']],
    ['-n x get pods', 'kctl get', ['-n', 'x', 'pods']],
    ['-n=x get pods', 'kctl get', ['-n=x', 'pods']],
    ['--namespace x get', 'kctl get', ['--namespace', 'x']],
    ['--match-server-version get', 'kctl get', ['--match-server-version']],
    // cobra does not know this flag yet when it looks, and takes "get" for its value.
    ['--help get', 'kctl', ['--help', 'get']],
    ['-n get pods', 'kctl', ['-n', 'get', 'pods']],
    ['-- get', 'kctl', ['--', 'get']],
    ['create deployment x', 'kctl create deployment', ['x']],
    ['create deploy x', 'kctl create deployment', ['x']],
    ['create -f x deployment', 'kctl create deployment', ['-f', 'x']],
    ['create --edit deployment', 'kctl create deployment', ['--edit']],
    ['create --dry-run deployment', 'kctl create deployment', ['--dry-run']],
    ['create -f deployment', 'kctl create', ['-f', 'deployment']],
    ['create -n namespace namespace', 'kctl create namespace', ['-n', 'namespace']],
    ['create configmap', 'kctl create', ['configmap']],
  ]
  for (const [line, path, argv] of lines) {
    it(line, async () => {
      const found = await findCommand(root, line.split(' '))
      assert.equal(found.path.map(({name}) => name).join(' '), path)
      assert.deepEqual(found.argv, argv)
    })
  }
})

describe('suggestions, as kubectl gives them for these commands', () => {
  for (const [typed, expected] of [
    ['gett', ['set', 'get']],
    ['GET', ['set', 'get']],
    ['foo', ['top']],
    ['ls', ['get', 'logs', 'cp']],
    ['rm', ['run', 'delete', 'cp']],
    ['stats', ['top']],
    ['conf', ['config']],
    ['nothing', []],
  ] as const) {
    it(typed, () => {
      const list = expected.map((name) => `\t${name}\n`).join('')
      assert.equal(didYouMean(root, typed), list === '' ? '' : `\n\nDid you mean this?\n${list}`)
    })
  }
})
