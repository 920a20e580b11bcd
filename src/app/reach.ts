/** Do Kakao's hosts answer, and do they know our keys? Asked for what is in nobody's books, so that nothing happens. */
import type { Config } from '../config.js'
import { OutsideError } from '../usecases/gateways.js'
import { unwatched } from '../watch.js'
import { gatewaysOf } from './outside.js'

export type Place = OutsideError['place']

/** `played`: a stand-in of the simulator's takes its place. `answers`: it knows nothing of what was asked for, as it should. */
export type Reach = {
  readonly place: Place
  readonly how: 'answers' | 'refuses-key' | 'away' | 'played'
  /** What went wrong, in the words of a log. */
  readonly said: string
}

const nobodys = 'chaekbang-doctor'
const someIsbn = '9788936434120'

export async function reachOutside(config: Config): Promise<Reach[]> {
  const { talk, pay, books, alimtalk } = gatewaysOf(config, () => '', unwatched)
  return Promise.all([
    config.eventApi ? reach('event-api', () => talk.result(nobodys)) : played('event-api'),
    config.pay ? reach('kakao-pay', () => pay.order(nobodys)) : played('kakao-pay'),
    config.books ? reach('kakao-books', () => books(someIsbn)) : played('kakao-books'),
    ...(alimtalk && config.alimtalk ? [reach('solapi', () => alimtalk.result(nobodys))] : []),
  ])
}

function played(place: Place): Reach {
  return { place, how: 'played', said: '' }
}

async function reach(place: Place, question: () => Promise<unknown>): Promise<Reach> {
  try {
    await question()
    return { place, how: 'answers', said: '' }
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error
    const { message: said, isDown } = error
    if (isDown) return { place, how: 'away', said }
    return { place, how: /HTTP 40[13]$/.test(said) ? 'refuses-key' : 'answers', said }
  }
}
