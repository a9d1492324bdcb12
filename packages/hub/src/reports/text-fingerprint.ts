import type { PersonalDataCipher } from '../personal-data/cipher.ts'

/** Shorter texts ("scam", "骗子") are the same by chance and say nothing about their authors. */
const shortestTellingText = 12

/**
 * Stands for the wording of a report so that copies of one text count as one statement. Digits, spaces and
 * punctuation are left out: copies differ just in these. Null when there is too little text to tell.
 */
export function textFingerprint(cipher: PersonalDataCipher, text: string | undefined): string | null {
  const letters =
    text
      ?.normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^\p{L}]/gu, '') ?? ''
  return letters.length < shortestTellingText ? null : cipher.pseudonym('text', letters)
}
