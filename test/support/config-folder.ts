import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import type {TestContext} from 'node:test'
import {MemoryOutput, memoryInput} from '../../src/base/io.ts'
import type {ConfigFlags} from '../../src/kubeconfig/config-flags.ts'
import {newSession} from '../../src/session/new-session.ts'
import type {Session} from '../../src/session/session.ts'

/** A folder with kubeconfig files, removed after the test. */
export interface ConfigFolder {
  readonly dir: string
  read(file: string): string
  /** A session in the folder; `KUBECONFIG` is `list`, the home folder is `home` inside. */
  session(list: string, flags?: ConfigFlags, env?: Readonly<Record<string, string>>): TestSession
}

export interface TestSession extends Session {
  readonly out: MemoryOutput
  readonly errOut: MemoryOutput
}

/** Makes the folder with these files. */
export function configFolder(test: TestContext, files: Readonly<Record<string, string>>): ConfigFolder {
  const dir = mkdtempSync(path.join(tmpdir(), 'kctl-config-'))
  test.after(() => rmSync(dir, {recursive: true, force: true}))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(dir, name)), {recursive: true})
    writeFileSync(path.join(dir, name), text)
  }
  return {
    dir,
    read: (file) => readFileSync(path.join(dir, file), 'utf8'),
    session: (list, flags = {}, env = {}) => {
      const [out, errOut] = [new MemoryOutput(), new MemoryOutput()]
      const host = {
        io: {in: memoryInput(''), out, errOut},
        env: {KUBECONFIG: list, ...env},
        cwd: dir,
        home: path.join(dir, 'home'),
        platform: process.platform,
        now: () => Date.now(),
        signal: new AbortController().signal,
      }
      return Object.assign(newSession(host, flags, 'kctl config'), {out, errOut})
    },
  }
}
