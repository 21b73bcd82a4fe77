import assert from 'node:assert/strict'
import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {test} from 'node:test'
import {folderTarget} from '../../../../src/actions/cluster-info/dump-target.ts'

function inFolder(run: (folder: string) => Promise<void>) {
  return async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'dump-'))
    try {
      await run(folder)
    } finally {
      rmSync(folder, {recursive: true})
    }
  }
}

test(
  'parts become files that only their owner can read',
  inFolder(async (folder) => {
    await folderTarget('state', folder).part(['default', 'web', 'logs'], '.txt', (out) => out.write('text'))
    const file = path.join(folder, 'state/default/web/logs.txt')
    assert.equal(readFileSync(file, 'utf8'), 'text')
    assert.equal(statSync(file).mode & 0o777, 0o600)
    assert.equal(statSync(path.join(folder, 'state/default')).mode & 0o777, 0o700)
  }),
)

test(
  'names from a server do not lead out of the folder',
  inFolder(async (folder) => {
    const target = folderTarget('state', folder)
    for (const name of ['..', '.', '', '../../x', 'a/b', 'a\\b', 'a\0b']) {
      await assert.rejects(
        target.part([name, 'logs'], '.txt', (out) => out.write('text')),
        /not a name for a file/,
      )
    }
    assert.deepEqual(readdirSync(folder), [])
  }),
)

// Go's os.MkdirAll names the component that is no folder.
test(
  'a file in the way is named',
  inFolder(async (folder) => {
    writeFileSync(path.join(folder, 'file'), '')
    await assert.rejects(
      folderTarget('file/below', folder).part(['nodes'], '.json', (out) => out.write('')),
      {message: 'mkdir file: not a directory'},
    )
  }),
)
