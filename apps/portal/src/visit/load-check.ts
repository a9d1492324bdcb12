import type { PortalApi, SeenPage } from '../wire.ts'
import { namesOf } from './fraud-type-names.ts'
import type { PageData } from './page-data.ts'
import { problemOf } from './problem.ts'
import type { Visit } from './visit.ts'

/** Answers the one box: a single value gets its verdict, anything longer is read as a message. */
export async function loadCheck(visit: Visit, api: PortalApi): Promise<PageData> {
  const given = visit.form.value ?? visit.query.value
  const input = (given ?? '').trim()
  if (input === '') return { page: 'home', input: '', refusal: given === undefined ? null : 'empty' }
  if (input.length > maxInputLength) return { page: 'home', input: '', refusal: 'tooLong' }
  if (input.length > maxValueLength || looksLikeMessage(input)) return loadMessage(input, 0, api)
  // In a body of one: what somebody checks must not stand in an address, which servers on the way write down.
  const [answer] = (await api.checkBatch([input])).results
  if (answer === undefined || 'error' in answer) return loadMessage(input, shortestMessage, api)
  return { page: 'verdict', verdict: answer, names: await namesOf(answer.fraudTypes, api) }
}

/** Explains a link; what is none gets what the check would say. */
export async function loadLink(visit: Visit, api: PortalApi): Promise<PageData> {
  const data = await loadCheck(visit, api)
  if (data.page !== 'verdict' || (data.verdict.kind !== 'url' && data.verdict.kind !== 'domain')) return data
  return { page: 'link', verdict: data.verdict, seen: await seenOn(data.verdict.canonical, api) }
}

/** What a page of this site showed. The link is explained all the same where that cannot be had. */
async function seenOn(address: string, api: PortalApi): Promise<SeenPage | null> {
  try {
    return (await api.seenPage(address)).seen
  } catch (error) {
    problemOf(error)
    return null
  }
}

async function loadMessage(input: string, leastLength: number, api: PortalApi): Promise<PageData> {
  const result = await api.checkMessage(input)
  const only = result.indicators.length === 1 ? result.indicators[0] : undefined
  if (only && only.end - only.start >= input.length) {
    return { page: 'verdict', verdict: only.verdict, names: await namesOf(only.verdict.fraudTypes, api) }
  }
  if (result.indicators.length === 0 && input.length < leastLength)
    return { page: 'home', input, refusal: 'unrecognised' }
  return { page: 'message', text: input, result, names: await namesOf(result.fraudTypes, api) }
}

/**
 * A number may hold blanks, a link or account holds none, and a sender's name is a few words; whatever else has
 * blanks or Chinese punctuation is a message. A wrong guess costs nothing: a value that is none is read as a message.
 */
function looksLikeMessage(input: string): boolean {
  if (/\n/.test(input)) return true
  if (/^[\d\s+()（）.\-－·#*]+$/.test(input)) return false
  if (/[，。！？；、【】]/.test(input)) return true
  if (/\s/.test(input)) return input.length > longestName
  return /\p{Script=Han}/u.test(input) && /\d/.test(input)
}

/** As the contract: the longest single value. */
const maxValueLength = 4096
/** As the contract: one message is at most 64 KiB of UTF-16. */
const maxInputLength = 65_536
/** Longest name of a message's sender in use. */
const longestName = 24
/** Below this, words without any number or link are more likely a mistyped value than a message. */
const shortestMessage = 12
