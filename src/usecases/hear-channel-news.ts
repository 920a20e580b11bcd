/** Kakao says that somebody added the channel or blocked it: each piece of news is heard once, and the newest stands. */
import type { ChannelNews } from '../domain/news.js'
import { ok, type Result } from '../domain/result.js'
import { instantOf } from '../domain/time.js'
import type { Tx } from './tx.js'

/** Whether it was new. Nobody we know, or heard before: nothing changes. */
export async function hearChannelNews(tx: Tx, news: ChannelNews): Promise<Result<boolean>> {
  if (await tx.members.hasHeard(news.resourceId)) return ok(false)
  tx.members.hearNews(news.resourceId, instantOf(tx.now))
  const channel = news.event === 'added' ? 'friend' : 'blocked'
  for (const memberId of await tx.members.withAppUser(news.appUserId))
    tx.members.setChannel(memberId, channel, news.updatedAt)
  return ok(true)
}
