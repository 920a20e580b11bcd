/** What became of an accepted event, person by person? */
import { randomUUID } from 'node:crypto'
import type { EventFailure, EventTaskResult } from 'kakao-i-openbuilder-sdk-types'

export type EventTask = { taskId: string; all: number; succeeded: number; unresolved: number; failed: EventFailure[] }

/** 201 is the only number seen in the wild; the others are this stand-in's own. */
export const deliveryErrors = {
  skillFailed: { errorType: 201, msg: 'Bot skill server responded with an HTTP error.' },
  notFriend: { errorType: 102, msg: 'The user is not a friend of the channel.' },
  unknownUser: { errorType: 101, msg: 'The user key could not be resolved.' },
}

export type EventTasks = {
  /** For so many recipients, none of them reached yet. */
  open(all: number): EventTask
  result(taskId: string): EventTaskResult | undefined
}

export function openEventTasks(): EventTasks {
  const tasks = new Map<string, EventTask>()
  return {
    open(all) {
      const task: EventTask = { taskId: randomUUID(), all, succeeded: 0, unresolved: 0, failed: [] }
      tasks.set(task.taskId, task)
      return task
    },
    result(taskId) {
      const task = tasks.get(taskId)
      return task ? resultOf(task) : undefined
    },
  }
}

function resultOf(task: EventTask): EventTaskResult {
  const { taskId, all, succeeded, unresolved, failed } = task
  return {
    taskId,
    status: statusOf(task),
    allRequestCount: all,
    successCount: succeeded,
    userKeyResolvingFailCount: unresolved,
    ...(failed.length > 0 ? { fail: { count: failed.length, list: failed } } : {}),
  }
}

/** What Kakao says while a task is under way is not documented; the counts tell it anyway. */
function statusOf(task: EventTask): string {
  if (task.succeeded + task.failed.length < task.all) return 'IN PROGRESS'
  return task.failed.length === 0 ? 'ALL SUCCESS' : `${task.failed.length} FAIL`
}
