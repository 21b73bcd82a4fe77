import {AggregateFailure, withHint} from '../base/errors.ts'
import {ConnectionError, StatusError} from '../client/status.ts'
import {UnknownStanzaError} from '../kubeconfig/errors.ts'
import type {Session} from './session.ts'

/**
 * Adds to an error, or to each of several, what helps a person: what was tried, what exists, what to do.
 * The only place that makes hints from what the run knows (its kubeconfig, flags and server); errors whose
 * hint lies in what they are about bring it along (`withHint`). It is called only where stderr is a
 * terminal, so that scripts see kubectl's bytes. Never throws.
 */
export async function explainError(error: unknown, session: Session): Promise<void> {
  if (error instanceof AggregateFailure) {
    for (const one of error.errors) await explainError(one, session)
    return
  }
  if (!(error instanceof Error) || 'hint' in error) return
  try {
    const hint = await hintFor(error, session)
    if (hint !== undefined) withHint(error, hint)
  } catch {
    // What is wrong with the kubeconfig is in the error itself.
  }
}

async function hintFor(error: Error, session: Session): Promise<string | undefined> {
  if (error instanceof UnknownStanzaError) {
    const {namesThatExist} = await import('./kubeconfig-hints.ts')
    return namesThatExist(error, session)
  }
  if (error instanceof ConnectionError) return connectionHint(error, session)
  if (error instanceof StatusError && error.reason === 'Unauthorized') {
    const {whoWasRefused} = await import('./credential-hints.ts')
    return whoWasRefused(session)
  }
  if (error instanceof StatusError && (error.reason === 'Invalid' || error.reason === 'Forbidden')) {
    const {aboutRefusedDryRun} = await import('./diff-hints.ts')
    const hint = aboutRefusedDryRun(error, session)
    if (hint !== undefined) return hint
  }
  if (error instanceof StatusError && error.reason === 'NotFound') return whereItWasLookedFor(error, session)
  if (error.cause instanceof StatusError && error.cause.reason === 'Conflict') {
    const {whoOwnsTheFields} = await import('./apply-hints.ts')
    return whoOwnsTheFields(error, session)
  }
  if (error.message.includes('Too long')) {
    const {wayAroundTheAnnotation} = await import('./apply-hints.ts')
    return wayAroundTheAnnotation(error, session)
  }
  if (/unknown field|duplicate field/.test(error.message)) {
    const {placesOfFields} = await import('../resources/field-place.ts')
    return placesOfFields(error.message, session.host.cwd)
  }
  return undefined
}

async function connectionHint(error: ConnectionError, session: Session): Promise<string | undefined> {
  if (error.refused) {
    const {whyThisServer} = await import('./kubeconfig-hints.ts')
    return whyThisServer(session)
  }
  const {message} = error
  if (message.includes('certificate signed by unknown authority')) {
    const {whatIsTrusted} = await import('./credential-hints.ts')
    return whatIsTrusted(session)
  }
  if (/getting credentials: exec: /.test(message)) {
    const {whoseProgram} = await import('./credential-hints.ts')
    return whoseProgram(session)
  }
  return undefined
}

/** Which namespace, when nobody named one. */
async function whereItWasLookedFor(error: StatusError, session: Session): Promise<string | undefined> {
  const namespace = /\/namespaces\/([^/]+)\/[^/]+/.exec(error.path ?? '')?.[1]
  if (namespace === undefined || !error.status.details?.name) return undefined
  const {namespace: own, explicit} = await session.namespace()
  if (explicit || own !== namespace) return undefined
  return `Looked in the namespace "${namespace}"; -n NAMESPACE looks in another.`
}
