/** A service outside that does not answer is left alone for a while. */
import { describe, expect, it } from '@jest/globals'
import { outsideBreaker } from '../../src/infra/resilience/outside-breaker.js'
import { OutsideError } from '../../src/usecases/gateways.js'
import { until } from '../support/until.js'

const gone = () => Promise.reject(new OutsideError('kakao-pay', 'no connection', 'maybe', true, true))
const refused = () => Promise.reject(new OutsideError('kakao-pay', 'HTTP 401', 'no', true))
const paid = () => Promise.resolve('paid')

describe('KakaoPay', () => {
  it('is left alone after it did not answer, and whoever asks hears that it surely did not hear', async () => {
    const pay = outsideBreaker('kakao-pay', 50)
    for (let call = 1; call <= 5; call += 1) await expect(pay.through(gone)).rejects.toMatchObject({ heard: 'maybe' })
    expect(pay.state()).toBe('open')
    let isAsked = false
    const asked = pay.through(() => {
      isAsked = true
      return paid()
    })
    await expect(asked).rejects.toMatchObject({ name: 'OutsideError', heard: 'no', isRetryable: true })
    expect(isAsked).toBe(false)
    await until('it is asked again', () =>
      pay.through(paid).then(
        () => true,
        () => false,
      ),
    )
    expect(pay.state()).toBe('closed')
  })

  it('is not left alone because it refuses, not even because of our key', async () => {
    const pay = outsideBreaker('kakao-pay', 60_000)
    for (let call = 1; call <= 30; call += 1) await expect(pay.through(refused)).rejects.toMatchObject({ heard: 'no' })
    expect(await pay.through(paid)).toBe('paid')
  })
})
