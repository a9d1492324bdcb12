import type { zhStart } from './zh-start.ts'

/** As in Chinese. */
export const enStart: typeof zhStart = {
  start: {
    title: 'Today',
    todo: 'Waits for you',
    none: 'Nothing waits for you now.',
    outstanding: (count) => `${count} retractions wait for your organisation to confirm`,
    outstandingHint: 'Whoever it was has been cleared. Until you confirm, your systems may still block them.',
    toRetractions: 'Confirm them',
    labels: (count) => `${count} proposals to open a label wait for a second person`,
    toLabels: 'Decide them',
    feed: 'Feed',
    feedGood: (when) => `Well; last taken ${when}`,
    feedBehind: (minutes) => `${minutes} minutes behind; retractions may not have reached you.`,
    feedNever:
      'Your organisation does not take the feed yet: changes and retractions do not reach your systems.',
    feedTrouble: (failing, dead) =>
      `${failing} webhooks cannot be reached, and ${dead} events were given up; send them again by hand.`,
    toFeed: 'Look at the feed',
    toClients: 'Register a system',
    own: 'Shared last',
    ownEmpty:
      'Your organisation has shared nothing yet. Share the numbers, links and accounts of fraud that you see, so that others can stop them.',
    all: 'All shares and the ledger',
    many: (count) => `${count} or more`,
  },
  give: {
    action: 'Share an indicator',
    send: 'Share',
    text: 'Tells other members in the name of your organisation. No names or identity numbers of customers in the note.',
    value: 'Number, link, account or app',
    object: 'What it is',
    seen: 'How it was seen',
    type: 'Type of fraud',
    typeNone: 'Leave it open if you are not sure',
    count: 'How often',
    note: 'Note (for those who may read this share)',
    tlp: 'Who may read it (TLP)',
    pap: 'What may be done with it (PAP)',
    usual: (tlp, pap) => `The usual label of this is ${tlp} · ${pap}.`,
    why: {
      'confirmed-indicator':
        'All members need what is confirmed: all may read it and block by it, and it weighs in what the public sees.',
      'case-indicator':
        'The case is open: only recipients read it, and only compare passively, so that nobody is warned.',
      'victim-list': 'It is about victims: only people who are named read it.',
      'malware-sample': 'A sample is for analysis: recipients read it and do nothing else.',
    },
    freer:
      'Freer than usual. Share it so only if nothing in it is about a customer and no case suffers from it.',
    group: 'Sharing group',
    groupNone: 'Not through a group',
    recipients: 'Named organisations',
    recipientsHint:
      'TLP:AMBER and above without a group and without a named organisation is read by your own organisation alone.',
    done: 'Shared.',
  },
}
