import {spawnSync} from 'node:child_process'
import {closeSync, openSync} from 'node:fs'
import type {Host} from '../../base/host.ts'

/** A terminal whose settings were noted. */
export interface SavedTerminal {
  /** Puts the settings back, whatever a program that died has left. */
  restore(): void
}

/**
 * Notes the settings of the terminal that people type at: stdin, or what is behind /dev/tty (term.TTY.Safe).
 * Undefined when there is none, and on Windows.
 */
export function saveTerminal({io, env, platform}: Host): SavedTerminal | undefined {
  if (platform === 'win32') return undefined
  const descriptor = io.in.isTerminal ? 0 : openTerminal()
  if (descriptor === undefined) return undefined
  const stty = (argument: string): string => {
    const {stdout} = spawnSync('stty', [argument], {
      env,
      stdio: [descriptor, 'pipe', 'ignore'],
      encoding: 'utf8',
    })
    return (stdout ?? '').trim()
  }
  const settings = stty('-g')
  return {
    restore() {
      if (settings !== '') stty(settings)
      if (descriptor !== 0) closeSync(descriptor)
    },
  }
}

function openTerminal(): number | undefined {
  try {
    return openSync('/dev/tty', 'r')
  } catch {
    return undefined
  }
}
