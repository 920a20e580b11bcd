// Is a text as long as Kakao may think?
import { describe, expect, it } from '@jest/globals'
import { kakaoLength } from '../src/index.js'

describe('the length of a text', () => {
  it.each([
    ['', 0],
    ['가나다', 3],
    ['a b\n', 4],
    ['0123456789#*', 12],
    ['₩★☆', 3],
    ['𠀋', 1],
    ['📚', 2],
    ['책📚책', 4],
    ['❤️', 3],
    ['👩‍🚀', 5],
    ['🇰🇷', 4],
    ['1️⃣', 3],
    ['\ud83d', 1],
  ])('of %j is %i', (text, length) => {
    expect(kakaoLength(text)).toBe(length)
  })
})
