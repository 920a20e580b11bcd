/** One line of JSON per thing that happened. What could identify a person is not logged, and is struck out if it is. */
import { pino, type Logger } from 'pino'

export type Log = Logger

export function openLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'userKey',
        '*.userKey',
        'phone',
        '*.phone',
        'name',
        'utterance',
        '*.utterance',
        'authorization',
        '*.headers',
      ],
      censor: '[struck out]',
    },
  })
}
