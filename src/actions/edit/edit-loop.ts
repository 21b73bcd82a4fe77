import type {JsonValue} from '../../api/json.ts'
import type {KubeObject} from '../../api/object.ts'
import {ExitError, messageOf, withHint} from '../../base/errors.ts'
import {goQuote} from '../../base/go-quote.ts'
import {MemoryOutput} from '../../base/io.ts'
import {harmless} from '../../base/terminal-text.ts'
import {withApplyAnnotation} from '../../patch/last-applied.ts'
import {omitManagedFields} from '../../printers/managed-fields.ts'
import {toPrinter} from '../../printers/print-flags.ts'
import type {Info} from '../../resources/info.ts'
import {requireNamespace} from '../../resources/in-namespace.ts'
import {DocumentValidator} from '../../resources/validate.ts'
import type {Session} from '../../session/session.ts'
import {hasLines, headerOf, readStripped, stripCommentLines, stripComments} from './edited-text.ts'
import {editorOf} from './editor.ts'
import {launch} from './launch.ts'
import type {Edited, EditMode} from './mode.ts'
import type {EditOptions} from './options.ts'
import {EditResults} from './results.ts'
import {fileExists, readTempFile, removeFile, writeTempFile} from './temp-file.ts'

/**
 * Lets a person edit the objects in one file, again and again until the server takes them or the person gives up
 * (the editFn of kubectl's EditOptions). What was typed is never lost: whenever it comes to nothing, stderr names
 * the file that has it. Throws what ends the run; a message that was already written as ExitError.
 */
export async function editInfos(
  session: Session,
  mode: EditMode,
  options: EditOptions,
  infos: readonly Info[],
): Promise<void> {
  await new EditLoop(session, mode, options, infos).run()
}

class EditLoop {
  private readonly session: Session
  private readonly mode: EditMode
  private readonly options: EditOptions
  private readonly infos: readonly Info[]
  /** What the first editor was shown. */
  private original: Buffer = Buffer.alloc(0)
  /** What the last editor has left. */
  private edited: Buffer = Buffer.alloc(0)
  /** The file with that, '' before the first one. */
  private file = ''
  private results = new EditResults()
  /** Whether the file is opened again to mend what was wrong with it. */
  private again = false

  constructor(session: Session, mode: EditMode, options: EditOptions, infos: readonly Info[]) {
    this.session = session
    this.mode = mode
    this.options = options
    this.infos = infos
  }

  async run(): Promise<void> {
    try {
      while (!(await this.pass())) this.again = true
    } catch (error) {
      if (!(error instanceof ExitError)) this.tellOfCopy()
      throw error
    }
  }

  /** One turn with the editor; true when there is nothing left to do. */
  private async pass(): Promise<boolean> {
    await this.openEditor()
    const fault = await this.validationFault()
    if (fault !== undefined) {
      this.results = new EditResults()
      // Go's field error without a path.
      const detail = `<nil>: Invalid value: "The edited file failed validation": ${fault}`
      this.note(this.results.invalid(this.infos[0]!, [detail]))
      return false
    }
    if (stripComments(this.original) === stripComments(this.edited)) {
      return this.cancel('Edit cancelled, no changes made.')
    }
    if (!hasLines(this.edited)) return this.cancel('Edit cancelled, saved file was empty.')
    this.results = new EditResults()
    const {infos, error} = await this.readEdited()
    if (error !== undefined) {
      this.results.reasons.push({head: `The edited file had a syntax error: ${error.message}`, details: []})
      return false
    }
    await this.send(infos)
    return this.results.reasons.length === 0
  }

  /** Shows the file and takes what comes back. Throws when that is the same mistake again. */
  private async openEditor(): Promise<void> {
    const {host} = this.session
    const content = await this.content()
    if (!this.again) this.original = content
    const file = writeTempFile(host, this.isJSON ? '.json' : '.yaml', content)
    await launch(editorOf(host), file, this.session).catch((error: unknown) => {
      throw this.abandoned(error, file, content)
    })
    const [previous, before] = [this.file, this.edited]
    this.edited = readTempFile(file, host)
    this.file = file
    if (this.again && stripComments(before) === stripComments(this.edited)) {
      throw new Error('Edit cancelled, no valid changes were saved.')
    }
    if (previous !== '') removeFile(previous, host)
    this.session.logger.text(4, 'editoptions.go:310', `User edited:\n${this.edited.toString()}`)
  }

  /** After an editor that failed: a file that it did not touch goes away, another one is told of. */
  private abandoned(error: unknown, file: string, content: Buffer): unknown {
    const {host} = this.session
    if (host.signal.aborted || !fileExists(file, host)) return error
    if (!readTempFile(file, host).equals(content)) {
      return error instanceof Error ? withHint(error, `What was saved is still in ${goQuote(file)}.`) : error
    }
    removeFile(file, host)
    return error
  }

  /** The header, then the objects or, if they are edited again, what they have become. */
  private async content(): Promise<Buffer> {
    const {windowsLineEndings = this.session.host.platform === 'win32'} = this.options
    const native = (text: string): string => (windowsLineEndings ? text.replaceAll('\n', '\r\n') : text)
    const header = this.isJSON ? '' : native(headerOf(this.mode.intro, this.results.reasons))
    const body = this.again ? stripCommentLines(this.edited) : Buffer.from(native(await this.objectsText()))
    return Buffer.concat([Buffer.from(header), body])
  }

  private get isJSON(): boolean {
    return this.options.print.output === 'json'
  }

  private async objectsText(): Promise<string> {
    const {output} = this.options.print
    const printer = await toPrinter(
      {output: output === '' ? 'yaml' : output},
      {cwd: this.session.host.cwd, families: ['json-yaml']},
    )
    const memory = new MemoryOutput()
    printer.printObject(this.shown(), memory)
    return memory.text
  }

  private shown(): KubeObject {
    const objects = this.infos.map((info) => omitManagedFields(info.object!))
    if (objects.length === 1) return objects[0]!
    return {kind: 'List', apiVersion: 'v1', metadata: {}, items: objects}
  }

  /** What is wrong with the text before anybody looks at what changed; undefined for nothing. */
  private async validationFault(): Promise<string | undefined> {
    const {session} = this
    const {fieldValidation} = this.options
    if (fieldValidation === 'Ignore') return undefined
    try {
      const value: JsonValue = readStripped(this.edited)
      await new DocumentValidator(session, fieldValidation).check({value})
      return undefined
    } catch (error) {
      return messageOf(error)
    }
  }

  private cancel(message: string): true {
    removeFile(this.file, this.session.host)
    this.note(message)
    return true
  }

  private async readEdited(): Promise<{readonly infos: Info[]; readonly error: Error | undefined}> {
    const {subresource} = this.options
    const selection = await this.session.select({
      namespace: '',
      stream: {name: 'edited-file', content: this.edited},
      subresource,
      continueOnError: true,
    })
    return selection.infos()
  }

  /** Sends what was edited and says what cannot be mended by editing on. */
  private async send(infos: readonly Info[]): Promise<void> {
    const {session, mode, results, file} = this
    const {namespace} = await session.namespace()
    const updated = infos.map((info) => requireNamespace(info, namespace)).map((info) => this.complete(info))
    const edited: Edited = {
      originals: this.infos,
      updated,
      results,
      print: (operation, object) => this.print(operation, object),
      note: (line) => this.note(line),
    }
    await mode.send(edited)
    if (results.retryable) {
      const program = session.commandPath.split(' ', 1)[0]!
      this.note(`You can run \`${program} replace -f ${file}\` to try this update again.`)
      throw new ExitError(1)
    }
    if (results.notFound) {
      this.note(`The edits you made on deleted resources have been saved to ${goQuote(file)}`)
      throw new ExitError(1)
    }
    if (results.reasons.length === 0) removeFile(file, session.host)
  }

  /** The info with its object as it is sent: with the managed fields that nobody was shown, and the annotations of flags. */
  private complete(info: Info): Info {
    const {saveConfig, changeCause} = this.options
    let object = this.withManagedFields(info.object!)
    if (saveConfig) object = withApplyAnnotation(object)
    if (changeCause !== undefined) {
      const annotations = {...object.metadata?.annotations, 'kubernetes.io/change-cause': changeCause}
      object = {...object, metadata: {...object.metadata, annotations}}
    }
    return {...info, object}
  }

  private withManagedFields(object: KubeObject): KubeObject {
    const uid = object.metadata?.uid ?? ''
    const original = this.infos.find((info) => (info.object?.metadata?.uid ?? '') === uid)
    const managedFields = original?.object?.metadata?.['managedFields']
    const bare = omitManagedFields(object)
    return managedFields === undefined ? bare : {...bare, metadata: {...bare.metadata, managedFields}}
  }

  /** Each line comes from a printer of its own, so that nothing separates YAML documents. */
  private async print(operation: string, object: KubeObject): Promise<void> {
    const {print} = this.options
    const printer = await toPrinter(print, {cwd: this.session.host.cwd, operation})
    printer.printObject(object, this.session.io.out)
  }

  private tellOfCopy(): void {
    if (this.file === '' || !fileExists(this.file, this.session.host)) return
    this.note(`A copy of your changes has been stored to ${goQuote(this.file)}`)
  }

  private note(line: string): void {
    harmless(this.session.io.errOut).write(`${line}\n`)
  }
}
