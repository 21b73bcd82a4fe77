import {type JsonValue, isObject} from '../api/json.ts'
import type {KubeObject} from '../api/object.ts'

/** A column of a server-side table (metav1.TableColumnDefinition). */
export interface TableColumn {
  readonly name: string
  readonly type: string
  /** `name` marks the column of the object's name. */
  readonly format: string
  /** 0 for columns that are always shown; others need `-o wide`. */
  readonly priority: number
}

export interface TableRow {
  readonly cells: readonly JsonValue[]
  /** The row's object, or its metadata, or nothing. */
  readonly object: KubeObject | null
}

/** A meta.k8s.io Table with what the printer reads of it. */
export interface Table {
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
}

/**
 * The table in a server's answer, undefined when the object is none or is not built like one: kubectl
 * then prints it as any other object (get/table_printer.go decodeIntoTable).
 */
export function tableOf(object: KubeObject): Table | undefined {
  if (object.kind !== 'Table') return undefined
  if (object.apiVersion !== 'meta.k8s.io/v1' && object.apiVersion !== 'meta.k8s.io/v1beta1') return undefined
  const columns = readList(object['columnDefinitions'], readColumn)
  const rows = readList(object['rows'], readRow)
  return columns === undefined || rows === undefined ? undefined : {columns, rows}
}

/** Reads a list as Go decodes one: null is empty; undefined when it is no list or an item cannot be read. */
function readList<T>(
  value: JsonValue | undefined,
  read: (item: JsonValue) => T | undefined,
): T[] | undefined {
  if (value === null || value === undefined) return []
  if (!Array.isArray(value)) return undefined
  const items: T[] = []
  for (const item of value) {
    const result = read(item)
    if (result === undefined) return undefined
    items.push(result)
  }
  return items
}

function readColumn(value: JsonValue): TableColumn | undefined {
  if (value === null) return {name: '', type: '', format: '', priority: 0}
  if (!isObject(value)) return undefined
  const {name, type, format, priority} = value
  const valid = [name, type, format].every(isText) && Number.isInteger(priority ?? 0)
  if (!valid) return undefined
  return {
    name: (name ?? '') as string,
    type: (type ?? '') as string,
    format: (format ?? '') as string,
    priority: (priority ?? 0) as number,
  }
}

function isText(value: JsonValue | undefined): boolean {
  return typeof value === 'string' || value === null || value === undefined
}

function readRow(value: JsonValue): TableRow | undefined {
  if (value === null) return {cells: [], object: null}
  if (!isObject(value)) return undefined
  const cells = value['cells'] ?? []
  const object = value['object'] ?? null
  if (!Array.isArray(cells)) return undefined
  if (object === null) return {cells, object}
  const typed = isObject(object) && typeof object['kind'] === 'string' && object['kind'] !== ''
  return typed ? {cells, object} : undefined
}
