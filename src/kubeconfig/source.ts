import {existsSync} from 'node:fs'
import {delimiter, isAbsolute, join, resolve} from 'node:path'
import type {Logger} from '../base/logger.ts'
import type {ConfigFlags} from './config-flags.ts'

/** Where kubeconfig files are looked for, and what of the environment reading them depends on. */
export interface ConfigSource {
  /** `--kubeconfig`; '' when not given. */
  readonly explicit: string
  /** `$KUBECONFIG` taken apart without duplicates, or the file in the home folder. */
  readonly precedence: readonly string[]
  /** Whether the files were named in `$KUBECONFIG`. */
  readonly fromEnv: boolean
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly logger: Pick<Logger, 'text' | 'failure'>
}

/** What `configSource` needs of the Host. */
export interface SourceHost {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  readonly home: string
}

/** The files that the environment and `--kubeconfig` name (client-go's NewDefaultClientConfigLoadingRules). */
export function configSource(
  host: SourceHost,
  flags: Pick<ConfigFlags, 'kubeconfig'>,
  logger: ConfigSource['logger'] = {text() {}, failure() {}},
): ConfigSource {
  const listed = host.env['KUBECONFIG'] ?? ''
  return {
    explicit: flags.kubeconfig ?? '',
    precedence: listed === '' ? [join(host.home, '.kube', 'config')] : [...new Set(listed.split(delimiter))],
    fromEnv: listed !== '',
    cwd: host.cwd,
    env: host.env,
    logger,
  }
}

/** The files to load, in order of precedence: `--kubeconfig` alone, or all the others. */
export function loadingPrecedence(source: ConfigSource): readonly string[] {
  return source.explicit === '' ? source.precedence : [source.explicit]
}

/**
 * The file for what has no stanza yet (PathOptions.GetDefaultFilename): the first of several that
 * exists, else the last.
 */
export function defaultFile(source: ConfigSource): string {
  if (source.explicit !== '') return source.explicit
  const files = source.precedence
  if (files.length === 1) return files[0]!
  return files.find((file) => existsSync(onDisk(source, file))) ?? files[files.length - 1]!
}

/** The path to open for a file name as the user wrote it. */
export function onDisk(source: ConfigSource, file: string): string {
  return isAbsolute(file) ? file : resolve(source.cwd, file)
}
