import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button, Empty, Space, Table } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { formatClock } from '../language/format.ts'
import { useMe } from '../session/use-me.ts'
import { useWords } from '../session/use-preferences.ts'
import { saveAs, toCsv, type Column } from './csv.ts'
import { ProblemPanel } from './problem-panel.tsx'

/** One page as the hub gives it. */
export interface Page<Row> {
  readonly rows: readonly Row[]
  /** What to ask for next; null on the last page. */
  readonly next: string | null
}

export interface PagedTableProps<Row> {
  /** Names the table for people and for its file. */
  readonly title: string
  /** Changes with the filters, which begins at the first page again. */
  readonly queryKey: readonly unknown[]
  readonly load: (after: string | undefined) => Promise<Page<Row>>
  readonly rowKey: (row: Row) => string
  readonly columns: readonly Column<Row>[]
  readonly empty: { readonly title: string; readonly hint: string }
  /** Sharing label of an export: the most closed of what may stand in it. */
  readonly label: 'TLP:GREEN' | 'TLP:AMBER' | 'TLP:AMBER+STRICT' | 'TLP:RED'
  readonly onOpen?: (row: Row) => void
  readonly selected?: string | undefined
  /** Buttons that stand beside those of the table. */
  readonly tools?: React.ReactNode
}

/** A list that the hub pages: one page at a time, forwards and back, with what is shown as CSV. */
export function PagedTable<Row extends object>(props: PagedTableProps<Row>) {
  const { queryKey, load, rowKey, columns, empty, onOpen, selected } = props
  const words = useWords()
  const identity = JSON.stringify(queryKey)
  const [cursors, setCursors] = useState<readonly string[]>([])
  useEffect(() => setCursors([]), [identity])
  const after = cursors.at(-1)
  const { data, error, isFetching, refetch, dataUpdatedAt } = useQuery({
    queryKey: [...queryKey, { after }],
    queryFn: async () => await load(after),
    placeholderData: keepPreviousData,
  })
  const section = useRef<HTMLElement>(null)
  useEffect(() => {
    // Who has no mouse scrolls a wide table by its keys, which needs it in focus.
    for (const wide of section.current?.querySelectorAll<HTMLElement>('.ant-table-content') ?? []) {
      if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0
      else wide.removeAttribute('tabindex')
    }
  })
  const next = data?.next ?? null
  if (error && !data) return <ProblemPanel error={error} onAgain={() => void refetch()} />
  return (
    <section ref={section} aria-label={props.title} aria-busy={isFetching}>
      {error ? <ProblemPanel error={error} onAgain={() => void refetch()} /> : null}
      <TableTools
        {...props}
        rows={data?.rows ?? []}
        shownAtMs={dataUpdatedAt}
        onRefresh={() => void refetch()}
      />
      <Table<Row>
        size="small"
        rowKey={rowKey}
        loading={data === undefined}
        dataSource={[...(data?.rows ?? [])]}
        columns={columns.map(({ key, title, render, width }) => ({
          key,
          title,
          ...(width === undefined ? {} : { width }),
          render: (_value: unknown, row: Row) => render(row),
        }))}
        rowClassName={(row) => (rowKey(row) === selected ? 'row-open' : '')}
        onRow={(row) => (onOpen ? { onClick: () => onOpen(row), className: 'row-opens' } : {})}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{
          // Before the first answer nobody knows whether there is nothing.
          emptyText:
            data === undefined ? (
              words.table.loading
            ) : (
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={<EmptyWords {...empty} />} />
            ),
        }}
      />
      {cursors.length === 0 && next === null ? null : (
        <Space className="pages">
          <Button disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
            {words.table.previous}
          </Button>
          <span>{words.table.page(cursors.length + 1)}</span>
          <Button disabled={next === null} onClick={() => next !== null && setCursors([...cursors, next])}>
            {words.table.next}
          </Button>
        </Space>
      )}
    </section>
  )
}

function EmptyWords({ title, hint }: { readonly title: string; readonly hint: string }) {
  return (
    <>
      <strong>{title}</strong>
      <br />
      {hint}
    </>
  )
}

function TableTools<Row extends object>({
  title,
  columns,
  label,
  rows,
  shownAtMs,
  tools,
  onRefresh,
}: PagedTableProps<Row> & {
  readonly rows: readonly Row[]
  readonly shownAtMs: number
  readonly onRefresh: () => void
}) {
  const words = useWords()
  const { data: me } = useMe()
  const exportRows = () => {
    const at = new Date().toISOString()
    const text = toCsv(rows, columns, { label, title, by: me?.id ?? '', at })
    saveAs(`${title} ${at.slice(0, 10)}.csv`, new Blob([text], { type: 'text/csv' }))
  }
  return (
    <div className="table-tools">
      <Space wrap>{tools}</Space>
      <Space wrap>
        {shownAtMs === 0 ? null : (
          <span className="quiet">{words.table.shownAt(formatClock(shownAtMs))}</span>
        )}
        <Button onClick={onRefresh}>{words.table.refresh}</Button>
        <Button disabled={rows.length === 0} onClick={exportRows}>
          {words.table.csv}
        </Button>
      </Space>
    </div>
  )
}
