import {goQuote} from '../../base/go-quote.ts'

/** The difference of minor versions with which client and server are meant to work. */
const supportedSkew = 1

interface Release {
  readonly major: number
  readonly minor: number
}

/**
 * What to tell about versions too far apart, undefined when they are not (kubectl's
 * getVersionSkewWarning). Throws when a version is not a semantic one.
 */
export function skewWarning(client: string, server: string): string | undefined {
  const ours = parseRelease('client', client)
  const theirs = parseRelease('server', server)
  if (ours.major === theirs.major && Math.abs(ours.minor - theirs.minor) <= supportedSkew) return undefined
  return (
    `version difference between client (${ours.major}.${ours.minor}) and server ` +
    `(${theirs.major}.${theirs.minor}) exceeds the supported minor version skew of +/-${supportedSkew}`
  )
}

function parseRelease(side: string, text: string): Release {
  try {
    return parseSemantic(text)
  } catch (error) {
    throw new Error(`${side} version error: ${(error as Error).message}`, {cause: error})
  }
}

/** apimachinery's version.ParseSemantic, with its errors. */
function parseSemantic(text: string): Release {
  const match = /^\s*v?(\d+(?:\.\d+)*)(.*)$/.exec(text)
  if (match === null) throw new Error(`could not parse ${goQuote(text)} as version`)
  const components = match[1]!.split('.')
  if (components.length !== 3) throw new Error(`illegal version string ${goQuote(text)}`)
  const extra = match[2]!
  const extraMatch =
    /^(?:-([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?(?:\+[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*)?\s*$/.exec(extra)
  if (extraMatch === null) {
    throw new Error(`could not parse pre-release/metadata (${extra}) in version ${goQuote(text)}`)
  }
  const prerelease = (extraMatch[1] ?? '').split('.').filter((part) => /^\d+$/.test(part))
  for (const component of [...components, ...prerelease]) {
    if (/^0./.test(component)) {
      throw new Error(`illegal zero-prefixed version component ${goQuote(component)} in ${goQuote(text)}`)
    }
  }
  return {major: Number(components[0]), minor: Number(components[1])}
}
