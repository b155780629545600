import { parseState, STATE_FACTS } from '@lintas/customs/reference'
import { Anchor, AppShell, Burger, Button, Divider, Group, ScrollArea, Select } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { Link, Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLive } from '../api/live.ts'
import { useSession, useSignOut } from '../api/session.ts'
import { chooseLanguage, LANGUAGES, type Language } from '../language/language.ts'
import { Flag } from '../ui/Flag.tsx'
import { NotFound } from '../ui/NotFound.tsx'
import { listGroups } from './places.ts'
import { Rail } from './Rail.tsx'

/** From this width on the rail stands beside the page: Mantine's `sm`. Below it a button opens the rail over the page. */
const BESIDE = '(min-width: 48em)'

/** What stands around every page of one state's node: whose node it is, where one can go, in which language, as whom. */
export function Frame() {
  const { state = '' } = useParams({ strict: false })
  const code = parseState(state)
  const { t } = useTranslation()
  const [isOpen, { toggle, close }] = useDisclosure()
  const isBeside = useMediaQuery(BESIDE, true, { getInitialValueInEffect: false }) === true
  const burger = useRef<HTMLButtonElement>(null)
  const permissions = useSession(state).data?.permissions ?? []
  const groups = listGroups(permissions)
  useLive(state, permissions.includes('live.listen'))
  if (code === undefined) return <NotFound />

  const closeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || isBeside) return
    close()
    burger.current?.focus()
  }
  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: !isOpen, desktop: groups.length === 0 } }}
      padding="md"
    >
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Anchor component={Link} to="/" c="inherit" underline="never" aria-label={t('frame.region')}>
              <Flag state={code} />
            </Anchor>
            <Anchor component={Link} to={`/${state}`} c="inherit" underline="never" fw={600}>
              {STATE_FACTS[code].name}
            </Anchor>
          </Group>
          {isBeside ? (
            <Group gap="sm" wrap="nowrap">
              <ChooseLanguage />
              <Account state={state} />
            </Group>
          ) : (
            <Burger ref={burger} opened={isOpen} onClick={toggle} aria-label={t('frame.menu')} aria-expanded={isOpen} />
          )}
        </Group>
      </AppShell.Header>
      {(isBeside ? groups.length > 0 : isOpen) && (
        <AppShell.Navbar p="xs" onKeyDown={closeByKey}>
          <AppShell.Section grow component={ScrollArea} type="auto">
            <Rail state={state} groups={groups} isRoomy={isBeside} onChoose={close} />
          </AppShell.Section>
          {!isBeside && (
            <AppShell.Section>
              <Divider my="xs" />
              <Group justify="space-between">
                <ChooseLanguage />
                <Account state={state} />
              </Group>
            </AppShell.Section>
          )}
        </AppShell.Navbar>
      )}
      <AppShell.Main>
        <div className="reading">
          <Outlet />
        </div>
      </AppShell.Main>
    </AppShell>
  )
}

function ChooseLanguage() {
  const { t, i18n } = useTranslation()
  return (
    <Select
      aria-label={t('frame.language')}
      data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
      value={i18n.language}
      onChange={value => value !== null && chooseLanguage(value as Language)}
      allowDeselect={false}
      w={130}
    />
  )
}

function Account({ state }: { readonly state: string }) {
  const { t } = useTranslation()
  const session = useSession(state)
  const signOut = useSignOut(state)
  const navigate = useNavigate()
  if (session.data === undefined || session.data.role === 'public') {
    return (
      <Button component={Link} to={`/${state}/sign-in`} variant="default">
        {t('frame.signIn')}
      </Button>
    )
  }
  const { organisation, role } = session.data
  return (
    <Group gap="xs" wrap="nowrap">
      <Anchor component={Link} to={`/${state}/account`} size="sm" title={t('frame.account')}>
        {organisation?.name ?? t(`role.${role}`)}
      </Anchor>
      <Button
        variant="default"
        loading={signOut.isPending}
        onClick={() => signOut.mutate(undefined, { onSuccess: () => navigate({ to: `/${state}/sign-in` }) })}
      >
        {t('frame.signOut')}
      </Button>
    </Group>
  )
}
