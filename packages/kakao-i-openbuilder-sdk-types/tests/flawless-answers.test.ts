// Does the validator let good answers pass?
import { describe, expect, it } from '@jest/globals'
import { validateSkillResponse } from '../src/index.js'
import { answer, commerceCard, flawless, image, labelled } from './samples.js'

describe('a flawless answer', () => {
  it.each(Object.keys(flawless))('has no breach: %s', (name) => {
    expect(validateSkillResponse(flawless[name])).toEqual([])
  })

  it.each(['https://example.com', 'http://127.0.0.1:3000/a/b?c=d', 'http://localhost:8080', 'https://책.kr/표지.png'])(
    'may point to %s',
    (imageUrl) => {
      expect(validateSkillResponse(answer({ simpleImage: { imageUrl } }))).toEqual([])
    },
  )

  it.each(['₩10,000', '10,000원', '1.5 USD', 'US$ 3', '2,000', '3 won', ' 12.34 €'])(
    'may sum up to %s',
    (description) => {
      const itemListSummary = { title: '합계', description }
      const itemCard = { itemList: [{ title: '하나', description: '값' }], itemListSummary }
      expect(validateSkillResponse(answer({ itemCard }))).toEqual([])
    },
  )

  it('may give the whole price away', () => {
    expect(validateSkillResponse(answer({ commerceCard: { ...commerceCard, discount: commerceCard.price } }))).toEqual(
      [],
    )
  })

  it('may hold keys without a value, which never reach Kakao', () => {
    const textCard = { title: '제목', description: undefined }
    const template = { outputs: [{ textCard }], quickReplies: undefined }
    expect(validateSkillResponse({ version: '2.0', template, data: undefined })).toEqual([])
  })

  it('may have long labels side by side when there is one button only', () => {
    const textCard = { title: '제목', buttons: [labelled(14)], buttonLayout: 'horizontal' as const }
    expect(validateSkillResponse(answer({ textCard }))).toEqual([])
  })

  it('may stack buttons under a square image when it says so', () => {
    const thumbnail = { imageUrl: image, fixedRatio: true }
    const buttons = [labelled(14), labelled(14), labelled(14)]
    expect(validateSkillResponse(answer({ basicCard: { thumbnail, buttons, buttonLayout: 'vertical' } }))).toEqual([])
  })

  it('may bring a broken template beside an acknowledgement, since Kakao ignores it', () => {
    expect(validateSkillResponse({ version: '2.0', useCallback: true, template: 'nothing' })).toEqual([])
  })
})
