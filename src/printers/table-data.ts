import type {JsonValue} from '../api/json.ts'
import type {KubeObject} from '../api/object.ts'

/** A column of a server-side table (metav1.TableColumnDefinition). */
export interface TableColumn {
  readonly name: string
  readonly type?: string
  /** `name` marks the column of the object's name. */
  readonly format?: string
  /** 0 for columns that are always shown; others need `-o wide`. */
  readonly priority?: number
}

export interface TableRow {
  readonly cells: readonly JsonValue[]
  /** The row's object, or its metadata, or nothing. */
  readonly object?: KubeObject | null
}

/** A meta.k8s.io Table with what the printer reads of it. */
export interface Table {
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
}

/**
 * The table in a server's answer, undefined when the object is none, or holds rows without a type
 * (kubectl then prints it as any object; get/table_printer.go decodeIntoTable).
 */
export function tableOf(object: KubeObject): Table | undefined {
  if (object.kind !== 'Table') return undefined
  if (object.apiVersion !== 'meta.k8s.io/v1' && object.apiVersion !== 'meta.k8s.io/v1beta1') return undefined
  const rows = (object['rows'] ?? []) as unknown as readonly Partial<TableRow>[]
  if (rows.some((row) => row.object && !row.object.kind)) return undefined
  return {
    columns: (object['columnDefinitions'] ?? []) as unknown as readonly TableColumn[],
    rows: rows.map((row) => ({cells: row.cells ?? [], object: row.object ?? null})),
  }
}
