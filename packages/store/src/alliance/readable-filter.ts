import { compareTlp, papLabels, tlpLabels, comparePap, type Reader } from '@wuzei/domain'

/** Where a table keeps what decides who may read its rows. All are SQL expressions, never anything a caller sent. */
export interface SharedColumns {
  /** uuid or text; null when the object is the hub's own. */
  readonly originId: string
  /** `TLP:…` */
  readonly tlp: string
  /** `PAP:…` */
  readonly pap: string
  /** uuid or text; null without a group. */
  readonly groupId: string
  /** Table of named recipients: which of its columns refers to the object, to what, and who is named. */
  readonly recipients: {
    readonly table: string
    readonly objectColumn: string
    readonly object: string
    readonly recipientColumn: string
  }
}

/** A condition for a `where`, with its parameters. */
export interface SqlCondition {
  /** In parentheses; never null. */
  readonly text: string
  readonly params: readonly unknown[]
}

/**
 * The rows that `mayRead` of the domain gives to this reader, as SQL: the same rule once more, so that a list or a
 * count never sees what its reader may not. A property test compares the two.
 *
 * @param firstParam number of the first parameter the condition may use: `params` are to stand from there.
 */
export function readableFilter(reader: Reader, columns: SharedColumns, firstParam: number): SqlCondition {
  const { clearance } = reader
  const tlps = tlpLabels.filter((label) => compareTlp(label, clearance.tlp) <= 0)
  const paps = papLabels.filter((label) => comparePap(label, clearance.pap) <= 0)
  const ids = [reader.organisationId, reader.personId].filter((id) => id !== null)
  const at = (offset: number) => `$${firstParam + offset}`
  const { table, objectColumn, object, recipientColumn } = columns.recipients
  return {
    text: `(coalesce(${columns.originId}::text = ${at(0)}::text, false) or (
      ${columns.tlp} = any(${at(1)}::text[]) and ${columns.pap} = any(${at(2)}::text[]) and (
        ${columns.tlp} in ('TLP:CLEAR', 'TLP:GREEN')
        or coalesce(${columns.tlp} = 'TLP:AMBER' and ${columns.groupId}::text = any(${at(3)}::text[]), false)
        or exists (select from ${table} named where named.${objectColumn} = ${object}
                   and named.${recipientColumn}::text = any(${at(4)}::text[])))))`,
    params: [reader.organisationId, tlps, paps, [...reader.groups], ids],
  }
}
