import { WuzeiError } from '../failure.ts'

/** What a list is asked with: `after` is the `next` of the page before. */
interface PagedInput {
  readonly query?: { readonly after?: string | number | undefined }
}

/** What every list answers; `next` is null on its last page. */
interface Paged {
  readonly next: string | null
}

/**
 * Every page of a list, one after the other, each asked for when the one before has been read:
 * `for await (const { people } of readPages(client.routes.people, { params: { id } }))`. Begins where `query.after`
 * says. What is added meanwhile may be missed; nothing comes twice.
 *
 * @throws WuzeiError as the method does, and `UNEXPECTED_ANSWER` where a page names itself as the next
 */
export async function* readPages<Input extends PagedInput, Page extends Paged>(
  method: (input: Input) => Promise<Page>,
  input: Input,
): AsyncGenerator<Page, undefined> {
  let after = input.query?.after
  for (;;) {
    const page = await method({ ...input, query: { ...input.query, after } })
    yield page
    if (page.next === null) return
    if (page.next === after) throw new WuzeiError('UNEXPECTED_ANSWER', 'A page names itself as the next')
    after = page.next
  }
}
