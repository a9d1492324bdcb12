import type { LinkWords } from './zh-link.ts'

export const enLink: LinkWords = {
  lead: 'Look for the real site first (in bold below). Anything can be written before and after it.',
  parts: {
    scheme: 'The beginning',
    userInfo: 'The “@” and what is before it',
    front: 'Before the site’s name',
    site: 'The real site',
    port: 'Port number',
    path: 'The page on that site',
    query: 'What is sent along',
  },
  encrypted: 'Encrypted on its way. Fraudulent sites are encrypted too, so this proves nothing.',
  plain: 'Not encrypted: others may read on the way what you enter.',
  meaning: {
    userInfo: 'Browsers ignore this, so it can name anybody.',
    front: 'The owner of the site makes it up. The name of a bank here does not make it the bank.',
    port: 'Ordinary addresses have none.',
    path: 'The owner of the site makes it up.',
    query: 'Handed to the site when you open it; it may say something about you.',
  },
  owner: (name) => `It belongs to ${name}; verified.`,
  noOwner: 'We do not know whose it is; nobody has verified it.',
  shownAs: (shown) => ` Browsers may show it as “${shown}”.`,
  whole: 'The address as a whole',
  seen: 'What its page showed',
  seenAt: (day) => `On ${day} a page of this site was sent to be checked. It showed this:`,
  nothingOdd: 'Nothing odd stands out, which does not mean safe: fraudsters use plain addresses too.',
  remember: 'When in doubt, leave it closed. Type the official address yourself, or use the official app.',
  back: 'Back to the verdict',
}
