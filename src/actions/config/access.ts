import type {KubeConfig} from '../../kubeconfig/config.ts'
import {startingConfig} from '../../kubeconfig/load.ts'
import {type ConfigSource, configSource} from '../../kubeconfig/source.ts'
import type {Session} from '../../session/session.ts'

/** The kubeconfig files of this run; the `config` commands look at them, not at a cluster. */
export function sourceOf(session: Session): ConfigSource {
  return configSource(session.host, session.flags, session.logger)
}

/** The merged kubeconfig as it is written, paths unresolved. Throws what is wrong with its files. */
export function readConfig(session: Session): KubeConfig {
  return startingConfig(sourceOf(session))
}

/**
 * Changes the kubeconfig under its lock and gives what `change` returns, which may run more than once
 * (see modifyConfig). A lock that was removed as stale is reported on stderr.
 */
export async function editConfig<T>(
  session: Session,
  change: (config: KubeConfig) => T,
  relativizePaths = true,
): Promise<T> {
  const {modifyConfig} = await import('../../kubeconfig/modify.ts')
  return modifyConfig(sourceOf(session), change, {
    relativizePaths,
    now: () => session.host.now(),
    warn: (message) => session.io.errOut.write(`warning: ${message}\n`),
  })
}
