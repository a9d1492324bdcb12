import type { Facts } from '@wuzei/casework'
import type { ProposalRow } from '@wuzei/store'
import type { PersonalDataCipher } from '../personal-data/cipher.ts'
import { factsFromJson } from './fact-json.ts'

/** The account, holder, time and amount of a proposal. */
export function openProposal(cipher: PersonalDataCipher, row: Pick<ProposalRow, 'id' | 'sealed'>): Facts {
  const facts: Record<string, unknown> = JSON.parse(
    cipher.openText('casework', `proposal ${row.id}`, row.sealed),
  )
  return factsFromJson(facts)
}
