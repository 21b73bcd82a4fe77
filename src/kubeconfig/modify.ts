import {existsSync} from 'node:fs'
import {isDeepStrictEqual} from 'node:util'
import {compareCodePoints} from '../yaml/json.ts'
import {formatYAML} from '../yaml/yaml-writer.ts'
import type {KubeConfig, Stanza} from './config.ts'
import {encodeConfig} from './encode.ts'
import {loadFileIfExists, startingConfig} from './load.ts'
import {lockFile, type LockOptions} from './lock.ts'
import {relativizeCluster, relativizeUser} from './paths.ts'
import {type ConfigSource, defaultFile, loadingPrecedence, onDisk} from './source.ts'
import {replaceFile} from './write.ts'

export interface ModifyOptions extends LockOptions {
  /** Paths below a file's folder are written relative to it. */
  readonly relativizePaths: boolean
}

/**
 * Changes the kubeconfig (clientcmd's ModifyConfig): `change` edits the merged config, and every
 * stanza that differs then is written to the file it came from, new ones to the default file. Gives
 * what `change` returned.
 *
 * Unlike kubectl only the files that are written get locked, so a read-only file elsewhere in
 * `$KUBECONFIG` is no obstacle; and `change` runs again on what the files hold once they are locked,
 * so two processes at once never undo each other's work. Throws what `change` throws, FileError for a
 * file that cannot be read, locked or written.
 */
export async function modifyConfig<T>(
  source: ConfigSource,
  change: (config: KubeConfig) => T,
  options: ModifyOptions,
): Promise<T> {
  const planned = plan(source, change, options)
  if (planned.files.size === 0) return planned.result
  const unlock: (() => void)[] = []
  try {
    for (const file of [...planned.files.keys()].sort(compareCodePoints)) {
      unlock.push(await lockFile(onDisk(source, file), file, options))
    }
    const {files, result} = plan(source, change, options)
    if ([...files.keys()].every((file) => planned.files.has(file))) {
      for (const [file, config] of files) {
        replaceFile(onDisk(source, file), file, formatYAML(encodeConfig(config)))
      }
      return result
    }
  } finally {
    for (const release of unlock) release()
  }
  // Another process moved the stanza to another file meanwhile.
  return modifyConfig(source, change, options)
}

/** What the change comes to: the new content of every file that has to be written. */
function plan<T>(
  source: ConfigSource,
  change: (config: KubeConfig) => T,
  {relativizePaths}: ModifyOptions,
): {files: ReadonlyMap<string, KubeConfig>; result: T} {
  const before = startingConfig(source)
  const after = startingConfig(source)
  const result = change(after)
  const files = new Map<string, KubeConfig>()
  const fileOf = (name: string): KubeConfig => {
    const config = files.get(name) ?? loadFileIfExists(source, name)
    files.set(name, config)
    return config
  }
  if (before.currentContext !== after.currentContext) {
    fileOf(currentContextFile(source, after.currentContext)).currentContext = after.currentContext
  }
  if (!isDeepStrictEqual(before.preferences, after.preferences)) {
    fileOf(preferencesFile(source, after)).preferences = after.preferences
  }
  const home = defaultFile(source)
  transfer(before.clusters, after.clusters, home, (file, name, cluster) => {
    if (cluster !== undefined && relativizePaths) relativizeCluster(cluster, source.cwd)
    put(fileOf(file).clusters, name, cluster)
  })
  transfer(before.contexts, after.contexts, home, (file, name, context) => {
    put(fileOf(file).contexts, name, context)
  })
  transfer(before.users, after.users, home, (file, name, user) => {
    if (user !== undefined && relativizePaths) relativizeUser(user, source.cwd)
    put(fileOf(file).users, name, user)
  })
  return {files, result}
}

function put<S>(stanzas: Map<string, S>, name: string, stanza: S | undefined): void {
  if (stanza === undefined) stanzas.delete(name)
  else stanzas.set(name, stanza)
}

/** Calls `write` for every stanza that is new, changed, or (with undefined) gone. */
function transfer<S extends Stanza>(
  before: ReadonlyMap<string, S>,
  after: ReadonlyMap<string, S>,
  home: string,
  write: (file: string, name: string, stanza: S | undefined) => void,
): void {
  for (const [name, stanza] of after) {
    if (isDeepStrictEqual(before.get(name), stanza)) continue
    const file = stanza.origin || home
    write(file, name, {...stanza, origin: file})
  }
  for (const [name, stanza] of before) {
    if (!after.has(name)) write(stanza.origin || home, name, undefined)
  }
}

/** A new current-context goes to the default file; clearing it, to the first file that has one. */
function currentContextFile(source: ConfigSource, context: string): string {
  if (source.explicit !== '' || context !== '') return defaultFile(source)
  const found = loadingPrecedence(source).find(
    (file) => existsSync(onDisk(source, file)) && loadFileIfExists(source, file).currentContext !== '',
  )
  if (found === undefined) throw new Error('no config found to write context')
  return found
}

function preferencesFile(source: ConfigSource, {preferences}: KubeConfig): string {
  if (source.explicit !== '') return source.explicit
  const found = loadingPrecedence(source).find(
    (file) => !isDeepStrictEqual(loadFileIfExists(source, file).preferences, preferences),
  )
  if (found === undefined) throw new Error('no config found to write preferences')
  return found
}
