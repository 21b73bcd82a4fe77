const qualifiedName = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'
const subdomain = '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*'
const labelValue = `(${qualifiedName})?`

const nameFault =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an " +
  `alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '${qualifiedName}')`
const prefixFault =
  "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and " +
  `must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '${subdomain}')`
const valueFault =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start " +
  "and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation " +
  `is '${labelValue}')`

/** What is wrong with a label key (apimachinery's content.IsLabelKey); empty when nothing is. */
export function labelKeyFaults(key: string): string[] {
  const parts = key.split('/')
  if (parts.length > 2) {
    return [
      "a valid label key must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an " +
        `alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is ` +
        `'${qualifiedName}') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ]
  }
  const name = parts.at(-1)!
  const prefix = parts.length === 2 ? parts[0]! : undefined
  const faults: string[] = []
  if (prefix === '') faults.push('prefix part must be non-empty')
  else if (prefix !== undefined) {
    if (prefix.length > 253) faults.push('prefix part must be no more than 253 bytes')
    if (!matches(subdomain, prefix)) faults.push(prefixFault)
  }
  if (name === '') faults.push('name part must be non-empty')
  else if (name.length > 63) faults.push('name part must be no more than 63 bytes')
  if (!matches(qualifiedName, name)) faults.push(nameFault)
  return faults
}

/** What is wrong with a label value (validation.IsValidLabelValue); empty when nothing is. */
export function labelValueFaults(value: string): string[] {
  const faults: string[] = []
  if (value.length > 63) faults.push('must be no more than 63 bytes')
  if (!matches(labelValue, value)) faults.push(valueFault)
  return faults
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(`^(?:${pattern})$`).test(text)
}
