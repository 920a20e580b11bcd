/** The panel as a whole: who may in, what it says, and its pages. */
import polyglotI18nProvider from 'ra-i18n-polyglot'
import { Admin, Resource } from 'react-admin'
import { BrowserRouter } from 'react-router-dom'
import { pages } from './pages.js'
import { authProvider } from './shell/auth-provider.js'
import { dataProvider } from './shell/data-provider.js'
import { korean } from './shell/korean.js'
import { DeskLayout } from './layout.js'
import type { Page } from './shell/page.js'
import { SignIn } from './shell/sign-in.js'
import { darkTheme, lightTheme } from './shell/theme.js'

const names = Object.fromEntries(pages.map(({ name, label }) => [name, { name: label }]))
const i18n = polyglotI18nProvider(() => ({ ...korean, resources: names }), 'ko', [{ locale: 'ko', name: '한국어' }])
const sources = Object.fromEntries(pages.flatMap(({ name, source }) => (source ? [[name, source]] : [])))
const provider = dataProvider(sources)

export function Desk() {
  return (
    <BrowserRouter basename="/admin">
      <Admin
        title="책방톡 데스크"
        authProvider={authProvider}
        dataProvider={provider}
        i18nProvider={i18n}
        layout={DeskLayout}
        loginPage={SignIn}
        theme={lightTheme}
        darkTheme={darkTheme}
        defaultTheme="light"
        requireAuth
        disableTelemetry
      >
        {pages.map(resourceOf)}
      </Admin>
    </BrowserRouter>
  )
}

function resourceOf({ name, label, icon, list, create, show, edit, calledBy }: Page) {
  return (
    <Resource
      key={name}
      name={name}
      options={{ label }}
      icon={icon}
      {...(list ? { list } : {})}
      {...(create ? { create } : {})}
      {...(show ? { show } : {})}
      {...(edit ? { edit } : {})}
      {...(calledBy ? { recordRepresentation: calledBy } : {})}
    />
  )
}
