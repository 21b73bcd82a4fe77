import type {GroupKind} from '../api/schema.ts'

/** How a table is to look (cli-runtime's PrintOptions). */
export interface TableOptions {
  readonly noHeaders?: boolean
  /** NAMESPACE as the first column. */
  readonly withNamespace?: boolean
  /** The kind before each name: `pod/web`; needs `kind`. */
  readonly withKind?: boolean
  readonly kind?: GroupKind
  /** Columns of lower priority too. */
  readonly wide?: boolean
  /** All labels as the last column. */
  readonly showLabels?: boolean
  /** Labels that get a column each. */
  readonly columnLabels?: readonly string[]
  /** The time ages are counted to, milliseconds since the epoch; only for objects that come without a table. */
  readonly now?: () => number
}
