import type { MeReply } from '@wuzei/contract'

/** A screen of the console with its place in the menu. */
export interface Desk {
  readonly name:
    | 'start'
    | 'triage'
    | 'disputes'
    | 'library'
    | 'web-pages'
    | 'campaigns'
    | 'payments'
    | 'payee-lists'
    | 'labels'
    | 'models'
    | 'sources'
    | 'shares'
    | 'retractions'
    | 'feed'
    | 'inbound'
    | 'organisations'
    | 'clients'
    | 'groups'
    | 'audit'
  readonly group: 'desks' | 'alliance' | 'record'
  readonly isFor: (me: MeReply) => boolean
}

const police = /^(?:MIN|PRV|CTY|STN)_|^AGENCY_HEAD$/
const partner = /^(?:BNK|TEL)_|^(?:NET_PAY|SEC_VND|CA_OPR|PLT_OPR|MED_EDU)$/
const hasRole = (me: MeReply, fits: (role: string) => boolean) => me.roles.some(fits)

/** Whom a screen is shown to; what they may do on it the hub decides. */
export const desks: readonly Desk[] = [
  { name: 'start', group: 'desks', isFor: (me) => hasRole(me, (role) => partner.test(role)) },
  {
    name: 'triage',
    group: 'desks',
    isFor: (me) => hasRole(me, (role) => police.test(role) || role === 'AUD'),
  },
  {
    name: 'disputes',
    group: 'desks',
    isFor: (me) => hasRole(me, (role) => police.test(role) || role === 'AUD'),
  },
  {
    name: 'library',
    group: 'desks',
    isFor: (me) => hasRole(me, (role) => !['SYS_ADM', 'AGENCY_HEAD', 'CA_OPR', 'MED_EDU'].includes(role)),
  },
  { name: 'web-pages', group: 'desks', isFor: () => true },
  { name: 'campaigns', group: 'desks', isFor: () => true },
  {
    name: 'payments',
    group: 'desks',
    isFor: (me) => hasRole(me, (role) => /^BNK_|^(?:NET_PAY|PLT_OPR|AUD)$/.test(role)),
  },
  {
    name: 'payee-lists',
    group: 'desks',
    isFor: (me) => hasRole(me, (role) => (police.test(role) && role !== 'STN_OFF') || role === 'AUD'),
  },
  {
    name: 'labels',
    group: 'desks',
    isFor: (me) => hasRole(me, (role) => /^(?:MIN|PRV|CTY)_SUP$|^(?:CTY_OFF|SEC_VND|PLT_OPR)$/.test(role)),
  },
  { name: 'sources', group: 'desks', isFor: () => true },
  {
    name: 'models',
    group: 'desks',
    isFor: (me) => hasRole(me, (role) => police.test(role) || ['SYS_ADM', 'AUD'].includes(role)),
  },
  { name: 'inbound', group: 'desks', isFor: () => true },
  { name: 'shares', group: 'alliance', isFor: () => true },
  { name: 'retractions', group: 'alliance', isFor: () => true },
  { name: 'feed', group: 'alliance', isFor: () => true },
  { name: 'organisations', group: 'alliance', isFor: () => true },
  { name: 'clients', group: 'alliance', isFor: () => true },
  { name: 'groups', group: 'alliance', isFor: () => true },
  {
    name: 'audit',
    group: 'record',
    isFor: () => true,
  },
]
