import {spawnSync} from 'node:child_process'

/** Where programs of a case that runs in a pod find their service account; a folder of the working folder. */
export const serviceAccountVariable = 'SERVICE_ACCOUNT'

/** Whether this machine lets a program see other files than the rest sees, as one in a container does. */
export function podsPossible(): boolean {
  return spawnSync('unshare', ['--mount', 'true']).status === 0
}

const script = `mount -t tmpfs none /var/run
mkdir -p /var/run/secrets/kubernetes.io/serviceaccount
cp -r "$${serviceAccountVariable}/." /var/run/secrets/kubernetes.io/serviceaccount
unset ${serviceAccountVariable}
exec "$@"`

/** The command line that runs a program with the service account at its place. */
export function inPod(program: readonly string[]): string[] {
  return ['unshare', '--mount', 'sh', '-e', '-c', script, 'sh', ...program]
}
