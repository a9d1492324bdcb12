import { tlpLabels, type TlpLabel } from '@wuzei/domain'

/** The extension in which OASIS put TLP 2.0, after STIX 2.1 had fixed TLP 1.0 in its text. */
const tlpExtension = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d'

/** Markings of TLP 2.0 as OASIS assigned them (cti-stix-common-objects, extension definition `tlp-2.0`). */
const markingIds: Readonly<Record<TlpLabel, string>> = {
  'TLP:CLEAR': '94868c89-83c2-464b-929b-a1a8aa3c8487',
  'TLP:GREEN': 'bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  'TLP:AMBER': '55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'TLP:AMBER+STRICT': '939a9414-2ddd-4d32-a0cd-375ea402b003',
  'TLP:RED': 'e828b379-4e03-4974-9ac4-e53a884c97c1',
}

/** Markings of TLP 1.0 (STIX 2.1, section 7.2.1.4), which many senders still use. */
const formerIds: ReadonlyMap<string, TlpLabel> = new Map([
  ['613f2e26-407d-48c7-9eca-b8e91df99dc9', 'TLP:CLEAR'],
  ['34098fce-860f-48ae-8e50-ebd3cc5e41da', 'TLP:GREEN'],
  ['f88d31f6-486f-44da-b317-01333bde0b82', 'TLP:AMBER'],
  ['5e57c739-391a-4eb3-b6be-7d15ca92d5ed', 'TLP:RED'],
])

const byMarking: ReadonlyMap<string, TlpLabel> = new Map([
  ...formerIds,
  ...tlpLabels.map((label) => [markingIds[label], label] as const),
])

/** UUID of the marking for a label. */
export function markingUuid(label: TlpLabel): string {
  return markingIds[label]
}

/** The label that a reference in `object_marking_refs` stands for; undefined when it is no TLP marking. */
export function labelOfMarking(reference: string): TlpLabel | undefined {
  return byMarking.get(reference.replace(/^marking-definition--/, ''))
}

/** The marking itself, word for word as OASIS published it. */
export function markingDefinition(label: TlpLabel): Readonly<Record<string, unknown>> {
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id: `marking-definition--${markingIds[label]}`,
    created: '2022-10-01T00:00:00.000Z',
    name: label,
    extensions: {
      [tlpExtension]: {
        extension_type: 'property-extension',
        tlp_2_0: label.slice('TLP:'.length).toLowerCase(),
      },
    },
  }
}
