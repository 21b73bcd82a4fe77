import {isWordChar, type Mark, type Source} from './source.ts'

/** `!`, `!!` or `!name!` and what follows it; a tag in angle brackets has no handle. */
export interface ScannedTag {
  readonly handle: string
  readonly suffix: string
}

/** A tag; the source stands at its first `!`. */
export function scanTag(source: Source): ScannedTag {
  const start = source.mark
  const tag = source.char(1) === '<' ? scanVerbatim(source, start) : scanShorthand(source, start)
  if (!source.isBlankOrEnd()) source.fail('did not find expected whitespace or line break', start)
  return tag
}

function scanVerbatim(source: Source, start: Mark): ScannedTag {
  source.skip(2)
  const suffix = scanURI(source, '', start)
  if (source.char() !== '>') source.fail("did not find the expected '>'", start)
  source.skip()
  return {handle: '', suffix}
}

function scanShorthand(source: Source, start: Mark): ScannedTag {
  const handle = scanHandle(source, false, start)
  if (handle.length > 1 && handle.endsWith('!')) return {handle, suffix: scanURI(source, '', start)}
  const suffix = scanURI(source, handle, start)
  // A lone `!` is a tag of its own.
  return suffix === '' ? {handle: '', suffix: '!'} : {handle: '!', suffix}
}

function scanHandle(source: Source, inDirective: boolean, start: Mark): string {
  if (source.char() !== '!') source.fail("did not find expected '!'", start)
  let handle = source.read()
  while (isWordChar(source.char())) handle += source.read()
  if (source.char() === '!') return handle + source.read()
  if (inDirective && handle !== '!') source.fail("did not find expected '!'", start)
  return handle
}

function scanURI(source: Source, head: string, start: Mark): string {
  let uri = head.slice(1)
  let found = head.length > 0
  while (/^[0-9A-Za-z_\-;/?:@&=+$,.!~*'()[\]%]$/.test(source.char())) {
    uri += source.char() === '%' ? scanEscapedOctets(source, start) : source.read()
    found = true
  }
  if (!found) source.fail('did not find expected tag URI', start)
  return uri
}

function scanEscapedOctets(source: Source, start: Mark): string {
  const octets: number[] = []
  let left = 1
  while (left > 0) {
    const digits = source.text.slice(source.offset + 1, source.offset + 3)
    if (source.char() !== '%' || !/^[0-9a-fA-F]{2}$/.test(digits))
      source.fail('did not find URI escaped octet', start)
    const octet = Number.parseInt(digits, 16)
    if (octets.length === 0) {
      left = widthOf(octet)
      if (left === 0) source.fail('found an incorrect leading UTF-8 octet', start)
    } else if ((octet & 0xc0) !== 0x80) {
      source.fail('found an incorrect trailing UTF-8 octet', start)
    }
    octets.push(octet)
    source.skip(3)
    left--
  }
  return Buffer.from(octets).toString('utf8')
}

/** How many octets the character takes that begins with this one; 0 when none does. */
function widthOf(octet: number): number {
  if (octet < 0x80) return 1
  if ((octet & 0xe0) === 0xc0) return 2
  if ((octet & 0xf0) === 0xe0) return 3
  return (octet & 0xf8) === 0xf0 ? 4 : 0
}

export type Directive =
  | {readonly name: 'YAML'; readonly major: number; readonly minor: number}
  | {readonly name: 'TAG'; readonly handle: string; readonly prefix: string}

/** A `%YAML` or `%TAG` line; the source stands at the percent sign. */
export function scanDirective(source: Source): Directive {
  const start = source.mark
  source.skip()
  const directive = scanDirectiveValue(source, scanDirectiveName(source, start), start)
  source.skipBlanks()
  source.skipComment()
  if (!source.isBreakOrEnd()) source.fail('did not find expected comment or line break', start)
  if (!source.atEnd) source.readBreak()
  return directive
}

function scanDirectiveName(source: Source, start: Mark): string {
  let name = ''
  while (isWordChar(source.char())) name += source.read()
  if (name === '') source.fail('could not find expected directive name', start)
  if (!source.isBlankOrEnd()) source.fail('found unexpected non-alphabetical character', start)
  return name
}

function scanDirectiveValue(source: Source, name: string, start: Mark): Directive {
  if (name !== 'YAML' && name !== 'TAG') source.fail('found unknown directive name', start)
  source.skipBlanks()
  if (name === 'TAG') return scanTagDirective(source, start)
  const major = scanVersionNumber(source, start)
  if (source.char() !== '.') source.fail("did not find expected digit or '.' character", start)
  source.skip()
  return {name, major, minor: scanVersionNumber(source, start)}
}

function scanTagDirective(source: Source, start: Mark): Directive {
  const handle = scanHandle(source, true, start)
  if (!source.isBlank()) source.fail('did not find expected whitespace', start)
  source.skipBlanks()
  const prefix = scanURI(source, '', start)
  if (!source.isBlankOrEnd()) source.fail('did not find expected whitespace or line break', start)
  return {name: 'TAG', handle, prefix}
}

function scanVersionNumber(source: Source, start: Mark): number {
  let digits = ''
  while (/^[0-9]$/.test(source.char())) {
    if (digits.length === 2) source.fail('found extremely long version number', start)
    digits += source.read()
  }
  if (digits === '') source.fail('did not find expected version number', start)
  return Number(digits)
}

/** The name of an anchor or alias; the source stands at its `&` or `*`. */
export function scanAnchor(source: Source): string {
  const start = source.mark
  source.skip()
  let name = ''
  while (isWordChar(source.char())) name += source.read()
  if (name === '' || !(source.isBlankOrEnd() || '?:,]}%@`'.includes(source.char()))) {
    source.fail('did not find expected alphabetic or numeric character', start)
  }
  return name
}
