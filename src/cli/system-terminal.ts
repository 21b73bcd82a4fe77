import process from 'node:process'
import type {Terminal, TerminalSize} from '../base/terminal.ts'
import {beforeDeath} from './termination.ts'

let undoRaw: (() => void) | undefined

/** Gives the terminal back as it was, in case a session had changed it. */
function restoreTerminal(): void {
  undoRaw?.()
}

/** The terminal on stdin and stdout. `alsoEndOn` makes signals end the run that usually just kill it. */
export function systemTerminal(alsoEndOn: () => () => void): Terminal {
  beforeDeath(restoreTerminal)
  return {
    makeRaw() {
      const leave = alsoEndOn()
      process.stdin.setRawMode(true)
      keepOutputAsItIs()
      undoRaw = () => {
        undoRaw = undefined
        process.stdin.setRawMode(false)
        leave()
      }
      return restoreTerminal
    },
    size: sizeOfOutput,
    onResize(resized) {
      process.stdout.on('resize', resized)
      return () => void process.stdout.off('resize', resized)
    },
  }
}

function sizeOfOutput(): TerminalSize | undefined {
  if (!process.stdout.isTTY) return undefined
  const [columns, rows] = process.stdout.getWindowSize()
  return {columns, rows}
}

/**
 * The raw mode of Node and Bun still puts a carriage return before each line feed, which breaks programs that
 * move the cursor with line feeds, because theirs does not (kubectl's raw mode has no OPOST either). Leaving raw
 * mode undoes this too. Without stty all but those programs look right.
 */
function keepOutputAsItIs(): void {
  if (process.platform === 'win32') return
  const {spawnSync} = process.getBuiltinModule('node:child_process')
  spawnSync('stty', ['-opost'], {stdio: ['inherit', 'ignore', 'ignore']})
}
