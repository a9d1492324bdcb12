import type { FraudType, PortalApi } from '../wire.ts'
import { fetchLatePage } from '../pages/late-pages.ts'
import { loadCheck, loadLink } from './load-check.ts'
import { namesOf, sortedFamilies, toCard } from './fraud-type-names.ts'
import type { PageData } from './page-data.ts'
import { problemOf } from './problem.ts'
import { placeOf, type Visit } from './visit.ts'

/** Fetches what a visit's page shows. Failures become a `problem` page; only defects of our own are thrown. */
export async function loadPage(visit: Visit, api: PortalApi): Promise<PageData> {
  try {
    const data = await load(visit, api)
    await fetchLatePage(data.page)
    return data
  } catch (error) {
    return { page: 'problem', problem: problemOf(error) }
  }
}

async function load(visit: Visit, api: PortalApi): Promise<PageData> {
  const place = placeOf(visit.path)
  switch (place.name) {
    case 'home':
      return { page: 'home', input: visit.form.value ?? '', refusal: null }
    case 'check':
      return loadCheck(visit, api)
    case 'link':
      return loadLink(visit, api)
    case 'paid':
      return { page: 'paid' }
    case 'report':
      return loadReport(visit, api)
    case 'track':
      return loadReceipt(visit, api)
    case 'how':
      return { page: 'how', model: await api.verdictModel() }
    case 'dispute':
      return { page: 'dispute', value: visit.form.value ?? '' }
    case 'learn': {
      const { fraudTypes } = await api.fraudTypes()
      return { page: 'learn', families: sortedFamilies(fraudTypes).map(toCard) }
    }
    case 'fraud-type':
      return loadFraudType(place.code, api)
  }
  return { page: 'missing' }
}

async function loadReport(visit: Visit, api: PortalApi): Promise<PageData> {
  const prefill = { value: visit.form.value ?? '', fraudType: visit.form.fraudType ?? '' }
  try {
    const { fraudTypes } = await api.fraudTypes()
    const choices = sortedFamilies(fraudTypes)
      .filter((type) => type.status === 'active')
      .map(({ code, name }) => ({ code, name }))
    return { page: 'report', fraudTypes: choices, ...prefill }
  } catch (error) {
    // Somebody wants to report now: the form says that types are missing and works without them.
    problemOf(error)
    return { page: 'report', fraudTypes: null, ...prefill }
  }
}

/** Reports and disputes share one form: people have one number and do not know which sort it is. */
async function loadReceipt(visit: Visit, api: PortalApi): Promise<PageData> {
  const input = (visit.form.receipt ?? '').trim()
  const fresh = visit.form.fresh === 'yes'
  if (input === '') {
    const sent = visit.form.receipt !== undefined
    return { page: 'track', input: '', refusal: sent ? 'empty' : null }
  }
  try {
    if (visit.form.sort === 'dispute')
      return { page: 'disputed', dispute: await api.disputeStatus(input), fresh }
    return await loadReportStatus(input, fresh, visit.form.duplicate === 'yes', api)
  } catch (error) {
    const { code } = problemOf(error)
    if (code === 'RECEIPT_INVALID') return { page: 'track', input, refusal: 'invalid' }
    if (code === 'DISPUTE_UNKNOWN') return { page: 'track', input, refusal: 'unknown' }
    if (code !== 'RECEIPT_UNKNOWN') throw error
    if (visit.form.sort === 'dispute') return { page: 'track', input, refusal: 'unknown' }
    return loadReceipt({ ...visit, form: { ...visit.form, sort: 'dispute' } }, api)
  }
}

async function loadReportStatus(
  input: string,
  fresh: boolean,
  duplicate: boolean,
  api: PortalApi,
): Promise<PageData> {
  const receipt = await api.receipt(input)
  const names = receipt.fraudType === null ? {} : await namesOf([receipt.fraudType], api)
  return { page: 'receipt', receipt, names, fresh, duplicate }
}

async function loadFraudType(code: string, api: PortalApi): Promise<PageData> {
  const { fraudTypes } = await api.fraudTypes()
  const type = fraudTypes.find((candidate) => candidate.code === code)
  if (!type) return { page: 'missing' }
  const isVariant = (candidate: FraudType) => candidate.family === code
  return { page: 'fraud-type', type, variants: fraudTypes.filter(isVariant).map(toCard) }
}
