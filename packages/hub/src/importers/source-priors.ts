import type { SourcePrior } from './importer.ts'

/**
 * What each kind of list is believed before outcomes are known. The mean of Beta(alpha, beta) is the reliability that
 * its entries are weighed with; alpha + beta says how many outcomes it takes to move it. The verdict model turns them
 * into levels: alone and fresh, 0.70 makes a number `suspicious`, 0.85 a site `suspicious` and, with seven reports or
 * more, `high`; 0.90 makes a site `high` at once (docs/verdicts.md).
 */
export const sourcePriors = {
  // Callers of the police hotline name sites they lost money on. Nobody checks every one, and a few are real shops
  // or exchanges: one call warns, several calls accuse.
  tw165: { name: '165 anti-fraud hotline (Taiwan), reported sites', licence: 'MIT', alpha: 17, beta: 3 },
  // Complaints about unwanted calls: merely annoying ones too, and the number shown is often somebody else's.
  ftc: { name: 'FTC Do Not Call complaints', licence: 'Public domain (US government)', alpha: 14, beta: 6 },
  // Pages found and looked at by machine; hardly any is wrong, but they live for days only.
  openphish: {
    name: 'OpenPhish',
    licence: 'Non-commercial use only; see openphish.com/terms.html',
    alpha: 93,
    beta: 7,
  },
  // Collected by hand from published analyses of malware, with the reference beside each.
  maltrail: { name: 'Maltrail', licence: 'MIT', alpha: 45, beta: 5 },
  // Block lists mix advertising, tracking and fraud, and say nothing about why.
  hosts: { name: 'Host block list', licence: null, alpha: 16, beta: 4 },
  // Whatever somebody has in a table.
  csv: { name: 'Table', licence: null, alpha: 15, beta: 5 },
  txt: { name: 'Plain list', licence: null, alpha: 15, beta: 5 },
  json: { name: 'JSON list', licence: null, alpha: 15, beta: 5 },
  // Exchanged by people who answer to each other, but seldom checked twice.
  stix: { name: 'STIX bundle', licence: null, alpha: 17, beta: 3 },
  misp: { name: 'MISP events', licence: null, alpha: 17, beta: 3 },
} as const satisfies Record<string, SourcePrior>
