import { addOrganisation, addPerson, startTestHub, type TestHub, type TestPerson } from '@wuzei/testkit'
import { stopDesk } from './stop-desk.ts'
import { startBank, type TestBank } from './test-bank.ts'

/** A hub, a city's centre with an officer and a supervisor, and two banks that speak the protocol over sockets. */
export interface StopScene {
  readonly hub: TestHub
  readonly city: string
  readonly officer: TestPerson
  readonly supervisor: TestPerson
  readonly bankA: TestBank
  readonly bankB: TestBank
  readonly desk: ReturnType<typeof stopDesk>
  readonly stop: () => Promise<void>
}

/** Sets it; all of them go by `clock`, which the test moves. */
export async function setStopScene(clock: { readonly nowMs: number }): Promise<StopScene> {
  const now = () => clock.nowMs
  const hub = await startTestHub({
    clock: now,
    outbound: { allowLoopback: true },
    limits: { decisionsPerMinute: 100_000 },
  })
  const city = (await addOrganisation(hub, { kind: 'police', region: 'cn/44/03' })).id
  const officer = await addPerson(hub, city, ['CTY_OFF'])
  const supervisor = await addPerson(hub, city, ['CTY_SUP'])
  const bankA = await startBank(hub, now, 'a')
  const bankB = await startBank(hub, now, 'b')
  return {
    hub,
    city,
    officer,
    supervisor,
    bankA,
    bankB,
    desk: stopDesk(hub, officer, clock),
    async stop() {
      await Promise.all([bankA.close(), bankB.close()])
      await hub.stop()
    },
  }
}
