import type {ResourceRequirements} from '../../api/raw-models.ts'
import {amount, scaled} from '../../api/quantity-text.ts'

/** What a `resourceFieldRef` asks for. */
export interface ResourceField {
  readonly resource?: string
  readonly divisor?: string
}

const divided = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.*)$/

/**
 * The amount in units of the divisor, rounded up; '' for what there is not (kubectl's
 * ExtractContainerResourceValue).
 */
export function resourceValue(
  {resource = '', divisor}: ResourceField,
  resources: ResourceRequirements | undefined,
): string {
  const match = divided.exec(resource)
  if (match === null) return ''
  const [, group, name] = match as unknown as [string, 'limits' | 'requests', string]
  const unit = amount(divisor).value === 0n ? amount('1') : amount(divisor)
  const power = name === 'cpu' ? 3 : 0
  const value = Number(scaled(amount(resources?.[group]?.[name]), power)) / Number(scaled(unit, power))
  return String(Math.ceil(value))
}
