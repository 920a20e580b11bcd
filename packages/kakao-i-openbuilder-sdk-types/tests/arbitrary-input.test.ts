// Does the validator survive whatever it is given?
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { type Breach, validateSkillResponse } from '../src/index.js'
import { placesIn, replaced } from './places.js'
import { flawless } from './samples.js'

const kinds = ['simpleText', 'simpleImage', 'textCard', 'basicCard', 'commerceCard', 'listCard', 'itemCard', 'carousel']
const names = [
  'title',
  'items',
  'header',
  'thumbnail',
  'thumbnails',
  'buttons',
  'type',
  'price',
  'itemList',
  '__proto__',
]

const wellFormed = (breaches: Breach[]): boolean =>
  breaches.every(({ path, rule, message }) => typeof path === 'string' && /^[a-z-]+$/.test(rule) && message.length > 5)

const json = fc.jsonValue({ maxDepth: 4 })
const card = fc.dictionary(fc.constantFrom(...names), json)
const nested = fc.oneof(json, card, fc.record({ type: fc.constantFrom(...kinds), items: fc.array(card) }))
const nearlyAnswer = fc.record(
  {
    version: fc.constantFrom('2.0', '1.0', null),
    template: fc.oneof(
      json,
      fc.record({ outputs: fc.array(fc.dictionary(fc.constantFrom(...kinds), nested)), quickReplies: json }),
    ),
    context: fc.oneof(json, fc.record({ values: json })),
    data: json,
    useCallback: json,
  },
  { requiredKeys: [] },
)

describe('the validator', () => {
  it('never throws on arbitrary JSON, and calls none of it an answer', () => {
    fc.assert(
      fc.property(json, (value) => validateSkillResponse(value).length > 0),
      { numRuns: 300 },
    )
  })

  it('never throws on what is no JSON', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => wellFormed(validateSkillResponse(value))),
      { numRuns: 300 },
    )
  })

  it('never throws on what nearly is an answer', () => {
    fc.assert(
      fc.property(nearlyAnswer, (value) => wellFormed(validateSkillResponse(value))),
      { numRuns: 500 },
    )
  })

  it('never throws on a good answer with one value exchanged', () => {
    for (const response of Object.values(flawless)) {
      for (const path of placesIn(response)) {
        for (const put of [null, undefined, 7, '', [], {}, [[]], true]) {
          expect(wellFormed(validateSkillResponse(replaced(response, path, put)))).toBe(true)
        }
      }
    }
  })

  it('tells apart what JSON cannot express', () => {
    const circle: Record<string, unknown> = { version: '2.0' }
    circle.data = circle
    const sealed = {
      get template(): never {
        throw new Error('no')
      },
    }
    const rules = [circle, sealed, 10n, Symbol('s')].map((value) => validateSkillResponse(value)[0]?.rule)
    expect(rules).toEqual(['not-json', 'not-json', 'not-json', 'not-json'])
  })

  it('survives a depth that would exhaust the stack', () => {
    let deep: unknown = 1
    for (let i = 0; i < 100_000; i++) deep = [deep]
    expect(validateSkillResponse({ version: '2.0', template: deep }).length).toBeGreaterThan(0)
  })
})
