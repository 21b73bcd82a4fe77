import {type ModifyOptions, modifyConfig} from './modify.ts'
import type {ConfigSource} from './source.ts'

/**
 * Keeps the new tokens of a user's auth provider (clientcmd's PersisterForUser). Nothing happens when
 * the user or its auth provider is gone from the kubeconfig. Throws what modifyConfig throws.
 */
export async function persistAuthProvider(
  source: ConfigSource,
  userName: string,
  settings: Readonly<Record<string, string>>,
  options: Pick<ModifyOptions, 'now' | 'warn'>,
): Promise<void> {
  await modifyConfig(
    source,
    (config) => {
      const provider = config.users.get(userName)?.authProvider
      if (provider) provider.config = new Map(Object.entries(settings))
    },
    {...options, relativizePaths: false},
  )
}
