import type { ComponentChildren } from 'preact'

/**
 * A step to another page that carries values. They travel in the body, or with script in the history entry, so
 * that what somebody checks never stands in an address, a log or a bookmark.
 */
export function VisitForm({
  action,
  values,
  children,
  class: className,
}: {
  action: string
  values: Readonly<Record<string, string>>
  children: ComponentChildren
  class?: string
}) {
  return (
    <form method="post" action={action} class={className} data-visit>
      {Object.entries(values).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
    </form>
  )
}
