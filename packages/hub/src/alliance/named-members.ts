import { memberPageRows, type NamedMemberList } from '@wuzei/contract'
import { listNamedMembers } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { nextOf } from './page.ts'

/** One page of the members that agreed to be named, for everybody. */
export async function pageOfNamedMembers(
  hub: HubContext,
  after: string | undefined,
): Promise<NamedMemberList> {
  const rows = await listNamedMembers(hub.database.pool, { after: after ?? null, limit: memberPageRows })
  return {
    members: rows.map(({ id, nameZh, nameEn, kind }) => ({ id, name: { zh: nameZh, en: nameEn }, kind })),
    next: nextOf(rows),
  }
}
