/** What an effect is for whoever carries it out. */
export interface Effect {
  /**
   * `message` goes to the partner through the outbox; `task` into somebody's queue; `notice` to a person whom the measure
   * touches; `alarm` is shown at once; `create` proposes or opens another entity; `command` is sent to other entities;
   * `feedback` teaches library, classifier, education and statistics; `record` writes something down for counting.
   */
  readonly kind: 'message' | 'task' | 'notice' | 'alarm' | 'create' | 'command' | 'feedback' | 'record'
  readonly en: string
}

/** Every effect that a definition may name. */
export const effectCatalogue = {
  // To the bank; the numbers are those of the ministry's platform (rules §1.5).
  'message:stop.request': { kind: 'message', en: 'Stop the account or amount (100101)' },
  'message:stop.release': { kind: 'message', en: 'Release the stop (100103)' },
  'message:stop.extend': { kind: 'message', en: 'Extend the stop (100105)' },
  'message:stop.query': { kind: 'message', en: 'Ask what became of the stop' },
  'message:freeze.request': { kind: 'message', en: 'Freeze (100201)' },
  'message:freeze.release': { kind: 'message', en: 'Release the freeze (100203)' },
  'message:freeze.extend': { kind: 'message', en: 'Extend the freeze (100205)' },
  'message:query.transactions': { kind: 'message', en: 'Ask for the transactions (100301)' },
  'message:return.instruct': { kind: 'message', en: 'Pay the lines of the return plan' },
  'message:hold.request': { kind: 'message', en: 'Hold the payer’s own account' },
  'message:hold.release': { kind: 'message', en: 'Release the hold' },
  'message:transfer.cancel': { kind: 'message', en: 'Cancel the delayed transfer' },
  // To operators and platforms.
  'message:number.shutdown': { kind: 'message', en: 'Shut the number' },
  'message:number.resume': { kind: 'message', en: 'Restore all services of the number' },
  'message:number.reroute': { kind: 'message', en: 'The same order to the present operator' },
  'message:url.block': { kind: 'message', en: 'Block or take down the page' },
  'message:url.lift': { kind: 'message', en: 'Lift the block' },
  'message:sanction.delta': { kind: 'message', en: 'Listing changed, to banks and operators' },
  'message:evidence.seal': { kind: 'message', en: 'Time stamp over the hashes, from the authority' },

  'seal:order': { kind: 'record', en: 'Electronic seal over the canonical order' },

  'task:triage': { kind: 'task', en: 'Look at the new report' },
  'task:approve': { kind: 'task', en: 'Second pair of eyes' },
  'task:ratify': { kind: 'task', en: 'Ratify what was issued alone' },
  'task:fix-data': { kind: 'task', en: 'Correct the data and order anew' },
  'task:phone-partner': { kind: 'task', en: 'Ring the desk: the line is silent' },
  'task:late-answer': { kind: 'task', en: 'An answer came late or again' },
  'task:decide-release': { kind: 'task', en: 'Decide whether to release' },
  'task:offer-second-stop': { kind: 'task', en: 'Offer the second stop in one step' },
  'task:renew-freeze': { kind: 'task', en: 'The freeze ends soon' },
  'task:review': { kind: 'task', en: 'A supervisor looks at it afterwards' },
  'task:collect-papers': { kind: 'task', en: 'Tell which papers are missing' },
  'task:lead-package': { kind: 'task', en: 'Leads are worked out' },
  'task:interview': { kind: 'task', en: 'Take the interview record' },
  'task:call': { kind: 'task', en: 'Ring the person' },
  'task:visit': { kind: 'task', en: 'Go and see the person' },
  'task:follow-up': { kind: 'task', en: 'Ring again' },
  'task:objection': { kind: 'task', en: 'Decide on the objection' },
  'task:pay-line': { kind: 'task', en: 'Find another account for the line' },
  'task:contact-victim': { kind: 'task', en: 'Reach the victim whom the reporter speaks for' },
  'task:recheck': { kind: 'task', en: 'Look again whether it is still needed' },

  'notice:reporter': { kind: 'notice', en: 'Tell the reporter' },
  'notice:holder': {
    kind: 'notice',
    en: 'Tell whom the measure touches: what, why, until when, how to appeal',
  },
  'notice:apology': { kind: 'notice', en: 'Apologise to whom it hit wrongly' },
  'notice:victims': { kind: 'notice', en: 'Tell the victims' },
  'notice:public': { kind: 'notice', en: 'Publish the masked announcement' },
  'notice:appellant': { kind: 'notice', en: 'Tell who appealed, with reasons and next steps' },
  'notice:author': { kind: 'notice', en: 'Tell whoever asked for it' },
  'notice:person': { kind: 'notice', en: 'Warn the person by short message' },

  'alarm:transport': { kind: 'alarm', en: 'The partner’s system does not answer' },
  'alarm:unratified': { kind: 'alarm', en: 'Nobody ratified in time' },
  'alarm:overdue': { kind: 'alarm', en: 'Overdue, one level up' },
  'alarm:gap': { kind: 'alarm', en: 'The freeze began after the stop had ended' },
  'alarm:expiring': { kind: 'alarm', en: 'Ends soon' },
  'alarm:lapsed': { kind: 'alarm', en: 'A freeze lapsed unrenewed' },
  'alarm:clock-skew': { kind: 'alarm', en: 'The partner’s clock differs from ours' },
  'alarm:contradictory-answer': { kind: 'alarm', en: 'Two answers contradict each other' },
  'alarm:third-party-inflow': { kind: 'alarm', en: 'Somebody else’s money came in' },
  'alarm:trace-missing': { kind: 'alarm', en: 'Moved on, but no next accounts were named' },
  'alarm:line-blocked': { kind: 'alarm', en: 'The payee’s account is itself listed' },
  'alarm:fraud-continues': { kind: 'alarm', en: 'The person paid after all' },

  'create:stop-orders': { kind: 'create', en: 'Stop orders for the paid accounts' },
  'create:child-stops': { kind: 'create', en: 'Propose stops for the next accounts' },
  'create:queue-freeze': { kind: 'create', en: 'Propose a queued freeze' },
  'create:case': { kind: 'create', en: 'Open or link the case' },
  'create:report': { kind: 'create', en: 'A report from what was learned' },
  'create:spoof-trace': { kind: 'create', en: 'Trace where the forged number came from' },
  'create:plan-version': { kind: 'create', en: 'Next version of the plan' },
  'create:protective-hold': { kind: 'create', en: 'Propose a protective hold' },
  'create:superior-appeal': { kind: 'create', en: 'The appeal goes to the superior organ' },
  'create:rule-review': { kind: 'create', en: 'Look at the rule that led here' },
  'create:refund-request': { kind: 'create', en: 'Ask for an order-level refund instead' },

  'command:release-stops': { kind: 'command', en: 'Release every stop of the report or case' },
  'command:release-freezes': { kind: 'command', en: 'Release every freeze of the case' },
  'command:move-orders': { kind: 'command', en: 'Orders go along, their clocks run on' },
  'command:lift-measure': { kind: 'command', en: 'Lift the measure that the appeal is about, at once' },
  'command:link-orders': { kind: 'command', en: 'Link the orders on the same account' },
  'command:reduce-freeze': { kind: 'command', en: 'The freeze shrinks by what was paid' },
  'command:unlist': { kind: 'command', en: 'Recall the label from everyone who has it' },

  'feedback:closed-loop': { kind: 'feedback', en: 'Library, classifier, education and statistics learn' },
  'feedback:negative': { kind: 'feedback', en: 'It was no fraud: negative for model and rule' },

  'record:link': { kind: 'record', en: 'Linked as the same matter' },
  'record:incident': { kind: 'record', en: 'A stop hit the wrong account' },
  'record:expired-unused': { kind: 'record', en: 'A stop ended without freeze' },
  'record:reversal': { kind: 'record', en: 'Statistics are revised' },
  'record:custody': { kind: 'record', en: 'The custody chain grows' },
} as const satisfies Record<string, Effect>

export type EffectName = keyof typeof effectCatalogue
