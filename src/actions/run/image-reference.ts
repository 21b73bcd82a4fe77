/** The grammar of image names (github.com/distribution/reference, ReferenceRegexp). */
const alphanumeric = '[a-z0-9]+'
const separator = '(?:[._]|__|[-]+)'
const domainPart = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])'
const host = `(?:${domainPart}(?:\\.${domainPart})*|\\[(?:[a-fA-F0-9:]+)\\])`
const pathPart = `${alphanumeric}(?:${separator}${alphanumeric})*`
const name = `(?:${host}(?::[0-9]+)?/)?${pathPart}(?:/${pathPart})*`
const tag = '[\\w][\\w.-]{0,127}'
const digest = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}'
const reference = new RegExp(`^${name}(?::${tag})?(?:@${digest})?$`)

/** Whether the text can be an image: `registry:5000/team/app:1.2@sha256:…`. */
export function isImageReference(text: string): boolean {
  return reference.test(text)
}
