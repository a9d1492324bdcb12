import type { OrderAccount } from '../orders-parts.ts'
import { decimalOf, minorUnitsOf } from '../decimal-amount.ts'
import { below, leaf, node, textAt, type XmlElement } from '../xml.ts'

/** An institution as ISO messages name it. */
export interface IsoAgent {
  /** BIC, or the 12 digits of CNAPS. */
  readonly bankId?: string
  readonly name?: string
}

const bic = /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/
const iban = /^[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}$/
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const maxIdLength = 35
const maxAccountLength = 34
const maxInformationLength = 105

/**
 * An id as Max35Text: a UUID without its hyphens, anything else as it is.
 *
 * @throws RangeError when it is longer: cut off, two orders could bear one id
 */
export function isoId(id: string): string {
  const short = uuid.test(id) ? id.replaceAll('-', '') : id
  if (short.length > maxIdLength) throw new RangeError(`ISO 20022 has ${maxIdLength} characters for an id`)
  return short
}

/** The id again: 32 hexadecimal digits were a UUID. */
export function idOf(text: string): string {
  return /^[0-9a-f]{32}$/.test(text)
    ? [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-')
    : text
}

/** BranchAndFinancialInstitutionIdentification6 below `name`. */
export function agentElement(name: string, agent: IsoAgent): XmlElement | undefined {
  const isBic = agent.bankId !== undefined && bic.test(agent.bankId)
  return node(name, [
    node('FinInstnId', [
      isBic ? leaf('BICFI', agent.bankId) : undefined,
      isBic || agent.bankId === undefined
        ? undefined
        : node('ClrSysMmbId', [node('ClrSysId', [leaf('Cd', 'CNAPS')]), leaf('MmbId', agent.bankId)]),
      leaf('Nm', agent.name?.slice(0, 140)),
    ]),
  ])
}

export function agentOf(element: XmlElement | undefined): IsoAgent {
  const institution = below(element, 'FinInstnId')
  const bankId = textAt(institution, 'BICFI') ?? textAt(institution, 'ClrSysMmbId', 'MmbId')
  const name = textAt(institution, 'Nm')
  return { ...(bankId === undefined ? {} : { bankId }), ...(name === undefined ? {} : { name }) }
}

/** CashAccount38 below `name`. */
export function accountElement(name: string, { accountNo }: OrderAccount): XmlElement | undefined {
  if (accountNo.length > maxAccountLength)
    throw new RangeError(`ISO 20022 has ${maxAccountLength} characters for an account`)
  return node(name, [
    node('Id', [iban.test(accountNo) ? leaf('IBAN', accountNo) : node('Othr', [leaf('Id', accountNo)])]),
  ])
}

export function accountNoOf(element: XmlElement | undefined): string | undefined {
  return textAt(element, 'Id', 'IBAN') ?? textAt(element, 'Id', 'Othr', 'Id')
}

/** An amount with its currency. */
export function amountElement(name: string, amountFen: number, currency: string): XmlElement | undefined {
  return leaf(name, decimalOf(amountFen, currency), { Ccy: currency })
}

export function amountOf(
  element: XmlElement | undefined,
): { readonly amountFen: number; readonly currency: string } | undefined {
  const currency = element?.attributes['Ccy']
  const amountFen = currency === undefined ? undefined : minorUnitsOf(element?.text, currency)
  return currency === undefined || amountFen === undefined ? undefined : { amountFen, currency }
}

/** Text in lines of Max105Text. */
export function informationElements(text: string): (XmlElement | undefined)[] {
  const lines: string[] = []
  let line = ''
  // By characters, not code units: a name must not be cut within one.
  for (const character of text) {
    if (line.length + character.length > maxInformationLength) {
      lines.push(line)
      line = ''
    }
    line += character
  }
  return [...lines, line].map((one) => leaf('AddtlInf', one))
}

const ordersNamespace = 'urn:wuzei:xsd:orders:1'

/**
 * SupplementaryData1 with the signed message itself: whoever knows this protocol loses nothing by the way through ISO
 * 20022, and can verify who ordered it.
 */
export function signedElement(jws: string | undefined): XmlElement | undefined {
  if (jws === undefined) return undefined
  return node('SplmtryData', [
    leaf('PlcAndNm', 'WuzeiOrder'),
    node('Envlp', [leaf('Message', jws, { xmlns: ordersNamespace })]),
  ])
}

export function signedOf(parent: XmlElement | undefined): string | undefined {
  return parent?.children
    .filter(({ name }) => name === 'SplmtryData')
    .map((data) => below(data, 'Envlp', 'Message'))
    .find((message) => message?.attributes['xmlns'] === ordersNamespace)?.text
}

/** The namespace of a message, and the message in its document when it is one of this kind. */
export function messageIn(
  document: XmlElement | undefined,
  kind: string,
  element: string,
): XmlElement | undefined {
  const namespace = document?.attributes['xmlns'] ?? ''
  const isKind = namespace.startsWith(`urn:iso:std:iso:20022:tech:xsd:${kind}.`)
  return document?.name === 'Document' && isKind ? below(document, element) : undefined
}

export function documentOf(definition: string, message: XmlElement | undefined): XmlElement {
  return {
    name: 'Document',
    attributes: { xmlns: `urn:iso:std:iso:20022:tech:xsd:${definition}` },
    children: message ? [message] : [],
    text: '',
  }
}
