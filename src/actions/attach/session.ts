import {type KubeObject, nameOf, namespaceOf, textAt} from '../../api/object.ts'
import {messageOf} from '../../base/errors.ts'
import {streamRemote} from '../../client/remote-command.ts'
import {resourcePath} from '../../resources/path.ts'
import type {Session} from '../../session/session.ts'
import {podMapping} from './attachable-pod.ts'
import {findOrDefaultContainer, type PodContainer} from './containers.ts'
import {parseDetachKeys, untilDetached} from './detach-keys.ts'
import {chooseTerminal, terminalSizes, type TerminalUse, withTerminal} from './terminal-session.ts'

/** How to attach, flags by their names. */
export interface AttachSessionOptions {
  /** '' for the pod's own choice. */
  readonly container: string
  readonly stdin: boolean
  readonly tty: boolean
  readonly quiet: boolean
  readonly detachKeys: string
  /** What the user types to attach again: `kctl attach`. */
  readonly command: string
}

/**
 * Connects stdin, stdout and stderr to a container that runs, until it or the user ends the session
 * (AttachOptions.Run from the pod on). Throws what streamRemote throws, and for a container that the pod does
 * not have.
 */
export async function attachToPod(
  session: Session,
  pod: KubeObject,
  options: AttachSessionOptions,
): Promise<void> {
  const {errOut, out} = session.io
  const notices = options.quiet ? undefined : errOut
  const container = containerOf(pod, options)
  if (options.tty && !container.tty) {
    notices?.write(`error: Unable to use a TTY - container ${container.name} did not allocate one\n`)
  }
  // A container with a terminal has to be spoken to as one.
  const use = chooseTerminal(session, {stdin: options.stdin, tty: container.tty}, notices)
  notices?.write(recorded)
  await withTerminal(session, use, () => connect(session, pod, container, use, options))
  if (options.quiet || !options.stdin || !use.raw) return
  out.write(`${resumeText(pod, container, options.command)}\n`)

  function containerOf(from: KubeObject, {container: name}: AttachSessionOptions): PodContainer {
    try {
      return findOrDefaultContainer(from, name, notices)
    } catch (error) {
      throw new Error(`cannot attach to the container: ${messageOf(error)}`)
    }
  }
}

const recorded =
  'All commands and output from this session will be recorded in container logs, including credentials and ' +
  "sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.\n"

async function connect(
  session: Session,
  pod: KubeObject,
  container: PodContainer,
  {stdin, raw}: TerminalUse,
  {detachKeys}: AttachSessionOptions,
): Promise<void> {
  const {io, logger} = session
  const typed = io.in.chunks()
  const request = {
    path: resourcePath({
      mapping: podMapping,
      namespace: namespaceOf(pod),
      name: nameOf(pod),
      subresource: 'attach',
    }),
    query: {
      container: container.name,
      stdin: stdin ? 'true' : undefined,
      stdout: 'true',
      stderr: raw ? undefined : 'true',
      tty: raw ? 'true' : undefined,
    },
  }
  const input = raw ? untilDetached(typed, keysOf(detachKeys)) : typed
  await streamRemote(await session.client(), request, {
    stdin: stdin ? input : undefined,
    stdout: io.out,
    stderr: raw ? undefined : io.errOut,
    sizes: raw ? terminalSizes(session, redrawing) : undefined,
    stdinFailed: (error) => logger.error('v2.go:112', 'Copying stdin failed', error),
    unknownChannel: (id) =>
      logger.error('websocket.go:315', 'Unknown stream, discarding message', undefined, {id}),
  })
}

/** A size that is not the last one makes programs draw their screen again. */
function redrawing(size: {readonly columns: number; readonly rows: number}) {
  return [{columns: size.columns + 1, rows: size.rows + 1}, size]
}

const defaultDetachKeys = 'ctrl-p,ctrl-q'

function keysOf(text: string): Uint8Array {
  try {
    return parseDetachKeys(text || defaultDetachKeys)
  } catch (error) {
    throw new Error(`could not bind detach keys: ${messageOf(error)}`)
  }
}

function resumeText(pod: KubeObject, {name, list}: PodContainer, command: string): string {
  const again = `'${command} ${nameOf(pod)} -c ${name} -n ${namespaceOf(pod)} -i -t'`
  return list === 'ephemeralContainers'
    ? `Session ended, the ephemeral container will not be restarted but may be reattached using ${again} if it is still running`
    : `Session ended, resume using ${again} command`
}

/** The phase of a pod. */
export function phaseOf(pod: KubeObject): string {
  return textAt(pod, 'status', 'phase')
}

/** Whether all containers of the pod have ended for good. */
export function isCompleted(pod: KubeObject): boolean {
  return ['Succeeded', 'Failed'].includes(phaseOf(pod))
}
