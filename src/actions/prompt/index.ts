import {stderr, stdin} from 'node:process'
import type {IOStreams} from '../../base/io.ts'
import {ExitError} from '../../base/errors.ts'

/** Whether somebody is there to answer: nothing of the run is redirected. */
export function canAsk({in: input, out, errOut}: IOStreams): boolean {
  return input.isTerminal && out.isTerminal && errOut.isTerminal
}

/** A question as inquirer takes it, without its name. */
type Question =
  | {readonly type: 'confirm'; readonly message: string; readonly default: boolean}
  | {
      readonly type: 'search'
      readonly message: string
      readonly source: (term: string | undefined) => readonly Choice[]
    }

/** One line of a list to choose from. */
export interface Choice {
  readonly name: string
  readonly value: string
  readonly description: string
  readonly short: string
}

/** Asks the person at the terminal yes or no; Enter alone is no. Throws ExitError 130 on Ctrl-C. */
export async function confirm(message: string): Promise<boolean> {
  return (await ask({type: 'confirm', message, default: false})) === true
}

/** Lets the person choose from a list that typing narrows down. Throws ExitError 130 on Ctrl-C. */
export async function search(
  message: string,
  source: (term: string | undefined) => readonly Choice[],
): Promise<string> {
  return String(await ask({type: 'search', message, source}))
}

/** The question is drawn on stderr, so that stdout holds nothing but results. */
async function ask(question: Question): Promise<unknown> {
  const {default: inquirer} = await import('inquirer')
  const prompt = inquirer.createPromptModule({input: stdin, output: stderr, clearPromptOnDone: true})
  try {
    const {answer} = await prompt<{answer: unknown}>([{...question, name: 'answer'} as never])
    return answer
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') throw new ExitError(130)
    throw error
  }
}
