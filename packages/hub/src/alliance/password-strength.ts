import { CodedError } from '@wuzei/domain'

/** Score of zxcvbn from which a password holds against a stolen table of slow hashes: 10^8 guesses and more. */
const leastScore = 3
/** Judging takes time with the square of the length; whoever types more has chosen well already, or repeats. */
const judgedLength = 64
/** What must be left when the person's own words are taken out. */
const leastOwnRest = 8
/** Shorter words of one's own stand in any password. */
const leastWordLength = 3

/**
 * Refuses what a guesser tries first: passwords of published lists, keyboard runs, dates, repetitions, and words of the
 * person's own (name, mail address, organisation). It asks nobody outside the hub.
 *
 * @throws CodedError PASSWORD_WEAK
 */
export async function requireStrongPassword(password: string, ownTexts: readonly string[]): Promise<void> {
  const own = wordsOf(ownTexts)
  const low = password.normalize('NFKC').toLowerCase()
  const rest = own.reduce((left, word) => left.replaceAll(word, ''), low)
  const judged = password.normalize('NFKC').slice(0, judgedLength)
  const { score } = (await loadJudge()).check(judged, own)
  if (rest.length < leastOwnRest || score < leastScore)
    throw new CodedError('PASSWORD_WEAK', 'take several words that belong to nobody and nothing of yours')
}

/** Longest first, so that a part does not break the whole. */
function wordsOf(texts: readonly string[]): string[] {
  const parts = texts.flatMap((text) => {
    const low = text.normalize('NFKC').toLowerCase().trim()
    return [low, ...low.split(/[\s@.+_-]+/)]
  })
  const words = parts.filter((part) => part.length >= leastWordLength || /\p{Script=Han}{2}/u.test(part))
  return [...new Set(words)].toSorted((one, other) => other.length - one.length)
}

/** Loaded when the first password is set: its lists take 29 MB and a tenth of a second. */
async function loadJudge() {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
}
