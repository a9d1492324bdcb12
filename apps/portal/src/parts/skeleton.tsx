/** The shape of a page that is on its way; words about it are in the live region. */
export function Skeleton() {
  return (
    <div class="skeleton needs-script" aria-hidden="true">
      <span class="bone bone-title" />
      <span class="bone bone-block" />
      <span class="bone" />
      <span class="bone bone-short" />
    </div>
  )
}
