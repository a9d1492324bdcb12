import type { Brand } from '../url/brand.ts'
import type { AskedFor } from './asked-for.ts'
import type { FindBrand } from './brand-names.ts'
import type { PageAddress } from './page-address.ts'
import type { SiteOwners } from './page-owners.ts'
import type { PageReading } from './page-reading.ts'
import type { SubmittedPage } from './submitted-page.ts'

/** A page with everything that was read of it: what finders of signs look at. */
export interface PageCase {
  readonly submitted: SubmittedPage
  readonly page: PageReading
  readonly asked: AskedFor
  /** Where the page lies. */
  readonly at: PageAddress
  /** Against which addresses in the page are read: its `base`, or its own address. */
  readonly base: string
  readonly owners: SiteOwners
  readonly findBrand: FindBrand
  /** Brand the page wears, where it wears one that is not its owner. */
  readonly worn: Brand | null
  /** Scripts of the page and fetched beside it, and its handlers, one text. */
  readonly code: string
  /** True when the page warns of fraud instead of committing it. */
  readonly warns: boolean
}
