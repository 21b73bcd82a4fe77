import {readFile} from 'node:fs/promises'
import {FileError} from '../../base/go-file-error.ts'
import type {CredentialOptions, Credentials} from './credentials.ts'

/** client-go reads a token file again after a minute, ten seconds early. */
const period = 50_000

/** A token that another program renews in a file (client-go's CachedFileTokenSource). */
export class TokenFile implements Credentials {
  private readonly file: string
  private readonly options: Pick<CredentialOptions, 'host' | 'logger'>
  private token: string | undefined
  private readAt = -Infinity

  private constructor(
    file: string,
    token: string | undefined,
    options: Pick<CredentialOptions, 'host' | 'logger'>,
  ) {
    this.file = file
    this.token = token
    this.options = options
  }

  /** Throws when the file has no token and none was given. */
  static async open(
    file: string,
    token: string | undefined,
    options: Pick<CredentialOptions, 'host' | 'logger'>,
  ): Promise<TokenFile> {
    const source = new TokenFile(file, token || undefined, options)
    if (!token) await source.read()
    return source
  }

  /** The last token that could be read. */
  async authorization(): Promise<string> {
    try {
      if (this.options.host.now() - this.readAt > period) await this.read()
    } catch (error) {
      if (this.readAt > -Infinity)
        this.options.logger.error('token_source.go:171', 'Unable to rotate token', error)
    }
    return `Bearer ${this.token}`
  }

  private async read(): Promise<void> {
    let text: string
    try {
      text = await readFile(this.file, 'utf8')
    } catch (error) {
      throw new Error(
        `failed to read token file "${this.file}": ${new FileError('open', this.file, error).message}`,
      )
    }
    if (text.trim() === '') throw new Error(`read empty token from file "${this.file}"`)
    this.token = text.trim()
    this.readAt = this.options.host.now()
  }
}
