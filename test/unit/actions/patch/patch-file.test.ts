import assert from 'node:assert/strict'
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {test} from 'node:test'
import {type PatchOptions, readPatch} from '../../../../src/actions/patch/options.ts'

/** What a patch file of these bytes is read as. */
async function readBytes(bytes: Uint8Array): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kctl-patch-'))
  try {
    writeFileSync(path.join(folder, 'patch'), bytes)
    return await readPatch({patch: '', patchFile: 'patch'} as PatchOptions, folder)
  } finally {
    rmSync(folder, {recursive: true})
  }
}

const yaml = 'data:\n  k: v\n'

// Each was tried with kubectl v1.37.2, which takes the first three and has these words for the last.
for (const [what, bytes] of [
  ['UTF-8', Buffer.from(yaml)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${yaml}`)],
  ['UTF-16', Buffer.from(`\ufeff${yaml}`, 'utf16le')],
] as const) {
  test(`a patch file in ${what}`, async () => {
    assert.equal(await readBytes(bytes), '{"data":{"k":"v"}}')
  })
}

test('a patch file in Latin-1 is refused, not spoiled', async () => {
  await assert.rejects(readBytes(Buffer.from('data: {k: \u00e9}\n', 'latin1')), {
    message: 'unable to parse "": yaml: invalid trailing UTF-8 octet',
  })
})
