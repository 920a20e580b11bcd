/** A command pressed in the panel: its key stays the same until it was answered, so pressing again after a lost answer is safe. */
import { useCallback, useRef, useState } from 'react'
import { useNotify } from 'react-admin'
import { newCommandKey } from './command-key.js'
import { Problem } from './problem.js'

type Command<Input, Output> = {
  /** Does it; `undefined` when it was refused, which has been said then. */
  run(input: Input): Promise<Output | undefined>
  readonly isRunning: boolean
}

/** `send` gets the key as the header it goes into. Another input is another intention. */
export function useCommand<Input, Output>(
  send: (input: Input, headers: { 'Idempotency-Key': string }) => Promise<Output>,
): Command<Input, Output> {
  const notify = useNotify()
  const open = useRef<{ of: string; key: string } | null>(null)
  const [isRunning, setRunning] = useState(false)
  const run = useCallback(
    async (input: Input) => {
      const of = JSON.stringify(input)
      if (open.current?.of !== of) open.current = { of, key: newCommandKey() }
      setRunning(true)
      try {
        const output = await send(input, { 'Idempotency-Key': open.current.key })
        open.current = null
        return output
      } catch (error) {
        // who was not heard may have been: the next try is the same intention
        if (error instanceof Problem && error.status >= 400 && error.status < 500) open.current = null
        notify(error instanceof Problem ? error.message : '잠시 문제가 생겼어요. 조금 뒤에 다시 해 주세요.', {
          type: 'error',
        })
        return undefined
      } finally {
        setRunning(false)
      }
    },
    [send, notify],
  )
  return { run, isRunning }
}
