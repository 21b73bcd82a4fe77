import type {KubeObject} from '../../../api/object.ts'
import {readColumns, parseColumns} from '../../../printers/column-spec.ts'
import {columnPaths, columnTexts} from '../../../printers/custom-columns.ts'
import {labelCells, labelHeaders} from '../../../printers/labels.ts'
import {customColumnsFormats, splitTemplateFormat} from '../../../printers/output-formats.ts'
import type {Session} from '../../../session/session.ts'
import type {GetOptions} from '../options.ts'
import {type ExtraColumns, RowFilter} from './row-filter.ts'

export type {RowFilter} from './row-filter.ts'

/**
 * The filter of `--where`, over the columns of the server's table and those that the options add: custom
 * columns and labels. Throws a WhereError for a text that cannot be read.
 */
export function rowFilter({host}: Session, options: GetOptions): RowFilter {
  const extra = customColumns(options, host.cwd) ?? labelColumns(options)
  return new RowFilter(options.where, {extra, everyType: options.everything, now: () => host.now()})
}

function customColumns({output, template}: GetOptions, cwd: string): ExtraColumns | undefined {
  const format = splitTemplateFormat(output, template, customColumnsFormats)
  if (format === undefined || format.template === '') return undefined
  const columns =
    format.format === 'custom-columns' ? parseColumns(format.template) : readColumns(format.template, cwd)
  const paths = columnPaths(columns)
  return {
    names: columns.map(({header}) => header),
    cells: (object: KubeObject) => columnTexts(object, paths),
  }
}

function labelColumns({showLabels, labelColumns: columnLabels}: GetOptions): ExtraColumns {
  const labels = {showLabels, columnLabels}
  return {
    names: [...labelHeaders(labels), ...(showLabels ? ['Labels'] : [])],
    cells: (object) => labelCells(object, labels).map(String),
  }
}
