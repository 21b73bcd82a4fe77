import type {Host} from '../base/host.ts'

/** Which file has the preferences. */
export interface KubercLocation {
  /** As named by the user, or the usual one. */
  readonly name: string
  /** The user named it: it must be there. */
  readonly explicit: boolean
}

/** Whether preferences are off altogether: then there is no flag and no command for them either (the gate KUBECTL_KUBERC). */
export function kubercDisabled(env: Host['env']): boolean {
  return env['KUBECTL_KUBERC']?.toLowerCase() === 'false'
}

/**
 * The file that `--kuberc` names (`named`, '' without it), that KUBERC names, or the usual one; undefined with
 * KUBERC=off (kuberc's LoadKuberc, in which KUBERC wins over a flag that names the usual file). Throws for a flag with KUBERC=off.
 */
export function locateKuberc(
  named: string,
  {env, home}: Pick<Host, 'env' | 'home'>,
): KubercLocation | undefined {
  const fromEnv = env['KUBERC'] ?? ''
  if (fromEnv === 'off') {
    if (named === '') return undefined
    throw new Error('disabling kuberc via KUBERC=off and passing kuberc flag are mutually exclusive')
  }
  const usual = `${home}/.kube/kuberc`
  const flag = named === usual ? '' : named
  return {name: flag || fromEnv || usual, explicit: named !== '' || fromEnv !== ''}
}
