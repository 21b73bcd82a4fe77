import {readFileSync, statSync} from 'node:fs'
import {AggregateFailure, toError} from '../base/errors.ts'
import {FileError, isNotExist} from '../base/go-file-error.ts'
import {decodeYAML} from '../yaml/yaml-encoding.ts'
import {YamlError} from '../yaml/yaml-error.ts'
import {type KubeConfig, newConfig} from './config.ts'
import type {ConfigFlags} from './config-flags.ts'
import {decodeConfig} from './decode.ts'
import {resolveLocalPaths} from './paths.ts'
import {type ConfigSource, configSource, loadingPrecedence, onDisk, type SourceHost} from './source.ts'

/** A kubeconfig as merged from its files, and where it came from. */
export interface LoadedConfig {
  readonly config: KubeConfig
  readonly source: ConfigSource
}

/**
 * Reads and merges the kubeconfig that commands work with: paths in it are absolute, a missing
 * `--kubeconfig` is an error. Throws a FileError, or an AggregateFailure of one
 * `error loading config file …` for every file that is broken.
 */
export function loadConfig(
  host: SourceHost,
  flags: Pick<ConfigFlags, 'kubeconfig'>,
  logger?: ConfigSource['logger'],
): LoadedConfig {
  const source = configSource(host, flags, logger)
  const config = loadFiles(source)
  resolveLocalPaths(config, source.cwd)
  return {config, source}
}

/**
 * The same for the `config` commands (PathOptions.GetStartingConfig): paths stay as they are written,
 * and a missing `--kubeconfig` is an empty one.
 */
export function startingConfig(source: ConfigSource): KubeConfig {
  try {
    return loadFiles(source)
  } catch (error) {
    if (isNotExist(error)) return newConfig()
    throw error
  }
}

/** client-go's ClientConfigLoadingRules.Load without the resolving of paths. */
function loadFiles(source: ConfigSource): KubeConfig {
  if (source.explicit !== '') statExplicit(source)
  const configs: KubeConfig[] = []
  const missing: string[] = []
  const errors: Error[] = []
  for (const file of loadingPrecedence(source)) {
    if (file === '') continue
    try {
      configs.push(loadFile(source, file))
    } catch (error) {
      if (isNotExist(error)) missing.push(file)
      else errors.push(new Error(`error loading config file "${file}": ${toError(error).message}`))
    }
  }
  if (source.fromEnv && missing.length > 0 && configs.length === 0) {
    source.logger.text(1, 'loader.go:141', `Config not found: ${missing.join(', ')}`)
  }
  if (errors.length > 0) throw errors.length === 1 ? errors[0]! : new AggregateFailure(errors)
  return configs.length === 1 ? configs[0]! : mergeConfigs(configs)
}

function statExplicit(source: ConfigSource): void {
  try {
    statSync(onDisk(source, source.explicit))
  } catch (error) {
    // Other troubles show when the file is read.
    if (isNotExist(error)) throw new FileError('stat', source.explicit, error)
  }
}

/** Reads one file; every stanza remembers it. Throws a FileError or what decodeConfig throws. */
export function loadFile(source: ConfigSource, file: string): KubeConfig {
  const config = decodeConfig(readText(onDisk(source, file), file))
  source.logger.text(6, 'loader.go:408', `Config loaded from file:  ${file}`)
  for (const stanzas of [config.clusters, config.users, config.contexts]) {
    for (const stanza of stanzas.values()) stanza.origin = file
  }
  return config
}

/** Reads one file; a missing one is empty (clientcmd's getConfigFromFile). */
export function loadFileIfExists(source: ConfigSource, file: string): KubeConfig {
  try {
    return loadFile(source, file)
  } catch (error) {
    if (isNotExist(error)) return newConfig()
    throw error
  }
}

function readText(path: string, name: string): string {
  try {
    return decodeYAML(readFileSync(path))
  } catch (error) {
    if (error instanceof YamlError) throw error
    // Go opens a folder and fails to read it.
    throw new FileError(isFolder(error) ? 'read' : 'open', name, error)
  }
}

function isFolder(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EISDIR'
}

/** The first file to name an entry gives all of it; the first current-context that is set wins. */
function mergeConfigs(configs: readonly KubeConfig[]): KubeConfig {
  const merged = newConfig()
  for (const config of configs.toReversed()) {
    copyEntries(config.clusters, merged.clusters)
    copyEntries(config.users, merged.users)
    copyEntries(config.contexts, merged.contexts)
    copyEntries(config.extensions, merged.extensions)
    copyEntries(config.preferences.extensions, merged.preferences.extensions)
    merged.preferences.colors ||= config.preferences.colors
    merged.currentContext = config.currentContext || merged.currentContext
  }
  return merged
}

function copyEntries<T>(from: ReadonlyMap<string, T>, to: Map<string, T>): void {
  for (const [name, value] of from) to.set(name, value)
}
