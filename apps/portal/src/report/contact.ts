/**
 * Whether a contact looks like a phone number or an e-mail address, as far as a page can tell before it is sent. The
 * hub looks closer (`CONTACT_INVALID`); knowing every country's numbers would triple what a phone has to load.
 */
export function looksReachable(contact: string): boolean {
  const plain = contact.normalize('NFKC').trim()
  if (plain === '' || /^(mailto:)?[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/i.test(plain)) return true
  const digits = plain.replace(/\D/g, '').length
  return /^[+(]?[\d\s().\-–—转#*+]+(ext\.?\s*\d+)?$/i.test(plain) && digits >= 5 && digits <= 22
}
