import type {KubeConfig} from '../../kubeconfig/config.ts'
import {encodeConfig} from '../../kubeconfig/encode.ts'
import {loadFile} from '../../kubeconfig/load.ts'
import type {Printer} from '../../printers/printer.ts'
import type {Session} from '../../session/session.ts'
import {readConfig, sourceOf} from './access.ts'

export interface ViewOptions {
  /** False prints the file that `--kubeconfig` names and nothing else. */
  readonly merge: boolean
  readonly minify: boolean
  readonly flatten: boolean
  readonly raw: boolean
  readonly printer: Printer
}

/** Prints the kubeconfig. Throws what is wrong with its files or with the combination of options. */
export async function view(session: Session, options: ViewOptions): Promise<void> {
  const config = load(session, options.merge)
  if (options.minify) {
    const {minify} = await import('./minify.ts')
    config.currentContext = session.flags.context || config.currentContext
    minify(config)
  }
  if (options.flatten) {
    const {flatten} = await import('./flatten.ts')
    flatten(config, session.host.cwd)
  } else if (!options.raw) {
    const {redact} = await import('./redact.ts')
    redact(config)
  }
  options.printer.printObject(encodeConfig(config), session.io.out)
}

function load(session: Session, merge: boolean): KubeConfig {
  if (merge) return readConfig(session)
  const source = sourceOf(session)
  if (source.explicit === '') throw new Error('if merge==false a precise file must be specified')
  return loadFile(source, source.explicit)
}
