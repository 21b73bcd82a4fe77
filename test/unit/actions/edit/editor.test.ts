import assert from 'node:assert/strict'
import {describe, it} from 'node:test'
import {commandFor, editorOf} from '../../../../src/actions/edit/editor.ts'
import {goQuote} from '../../../../src/base/go-quote.ts'
import type {Host} from '../../../../src/base/host.ts'

function command(platform: NodeJS.Platform, env: Record<string, string>, file: string) {
  return commandFor(editorOf({platform, env} as unknown as Host), file, goQuote)
}

// As kubectl 1.37.2 has it: pkg/cmd/util/editor, editor.go, launcher_others.go and launcher_windows.go.
describe('the editor that is started', () => {
  it('is vi, or notepad on Windows', () => {
    assert.deepEqual(command('linux', {}, '/tmp/f').args, ['vi', '/tmp/f'])
    assert.deepEqual(command('win32', {}, 'C:\\f').args, ['notepad', 'C:\\f'])
  })

  it('is split at each blank where nothing is quoted', () => {
    assert.deepEqual(command('linux', {EDITOR: 'code  --wait'}, '/tmp/f').args, [
      'code',
      '',
      '--wait',
      '/tmp/f',
    ])
  })

  it('is one word where no blank is in it, quotes or not', () => {
    assert.deepEqual(command('win32', {EDITOR: 'C:\\vim.exe'}, 'C:\\f').args, ['C:\\vim.exe', 'C:\\f'])
  })

  it('goes through the shell where blanks and quotes are in it', () => {
    const env = {EDITOR: `code "--a b"`, SHELL: '/bin/zsh'}
    assert.deepEqual(command('linux', env, '/tmp/a b').args, ['/bin/zsh', '-c', 'code "--a b" "/tmp/a b"'])
    const bash = command('linux', {EDITOR: String.raw`a\ b c`}, '/f')
    assert.deepEqual(bash.args, ['/bin/bash', '-c', String.raw`a\ b c "/f"`])
  })

  it('goes through cmd on Windows, in quotes of its own and as it is', () => {
    const {args, verbatim} = command('win32', {EDITOR: '"C:\\my editor" -w'}, 'C:\\a b')
    assert.deepEqual(args, ['cmd', '/C', '""C:\\my editor" -w "C:\\a b""'])
    assert.equal(verbatim, true)
  })

  it('is that of KUBE_EDITOR first, unless that is empty', () => {
    assert.deepEqual(command('linux', {KUBE_EDITOR: 'a', EDITOR: 'b'}, 'f').args, ['a', 'f'])
    assert.deepEqual(command('linux', {KUBE_EDITOR: '', EDITOR: 'b'}, 'f').args, ['b', 'f'])
  })
})
