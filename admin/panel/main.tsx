/** The librarian's panel begins here. */
import createCache from '@emotion/cache'
import { CacheProvider } from '@emotion/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Desk } from './desk.js'
import { tellWhenUnattended } from './shell/attended.js'

const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce
const styles = createCache({ key: 'desk', prepend: true, ...(nonce ? { nonce } : {}) })
const place = document.getElementById('desk')
if (!place) throw new Error('index.html has no place for the panel')

tellWhenUnattended()
createRoot(place).render(
  <StrictMode>
    <CacheProvider value={styles}>
      <Desk />
    </CacheProvider>
  </StrictMode>,
)
