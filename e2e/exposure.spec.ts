import { expect } from '@playwright/test'
import { documents, smallShop } from './support/manifests'
import { openPage, test } from './support/page'
import { drawn, inspector, openExample, takeSmallestChange } from './support/screen'
import { pasteOnStartPage } from './support/text'

test('a workload says how far a break-in goes, and each step is a flow to ask about', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await drawn(page, /^frontend in production/).press('Enter')
  const onward = inspector(page).getByRole('region', { name: 'If compromised' })
  await expect(onward).toContainText(
    'If frontend is taken over: 1 workload in one step, 3 in two, and all of the internet on every port in two steps.',
  )
  await onward.getByText('Step by step').click()
  await onward.getByRole('button', { name: /^ingress-nginx-controller via coredns/ }).click()
  await expect(inspector(page).getByRole('region', { name: 'Verdict' })).toContainText(/^Allowed/)
  await expect(inspector(page).getByRole('region', { name: 'Egress of coredns' })).toBeVisible()
})

test('exposure names what is not in the manifests, and follows the edits', async ({ page }) => {
  await openPage(page)
  await openExample(page, 'Three-tier shop')
  await drawn(page, /^api in production/).press('Enter')
  const ingress = inspector(page)
    .getByRole('region', { name: 'Exposure' })
    .getByRole('list', { name: 'Comes in' })
  await expect(ingress.getByRole('listitem')).toHaveText([
    /Rules would let in any pod with app: frontend in its own namespace on TCP 8080, but the policies of production let no such pod out/,
  ])
  const inward = inspector(page).getByRole('region', { name: 'Who can get there' })
  await expect(inward).toContainText('Nothing can reach api.')

  await drawn(page, /^frontend to api: half-open/).press('Enter')
  await takeSmallestChange(page)
  await drawn(page, /^api in production/).press('Enter')
  await expect(inward).toContainText(/^Who can get thereapi can be reached from 1 workload in one step/)
  await expect(ingress.getByRole('listitem')).toHaveText([
    /Exposed to any pod with app: frontend in its own namespace on TCP 8080/,
  ])
})

const office = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web-from-office, namespace: shop}
spec:
  podSelector: {matchLabels: {app: web}}
  ingress:
    - from: [{ipBlock: {cidr: 10.1.0.0/16}}]
      ports: [{port: 8080}]
`

test('addresses outside say what can be reached from there', async ({ page }) => {
  await openPage(page)
  await pasteOnStartPage(page, documents(smallShop, office))
  await drawn(page, '10.1.0.0/16, outside the cluster').press('Enter')
  await expect(inspector(page).getByRole('region', { name: 'From there on' })).toContainText(
    'From 10.1.0.0/16: 1 workload in one step, and 2 in two.',
  )
  await expect(inspector(page).getByRole('region', { name: 'Exposure' })).toHaveCount(0)

  await drawn(page, /^web in shop/).press('Enter')
  const exposure = inspector(page).getByRole('region', { name: 'Exposure' })
  await expect(exposure.getByRole('list', { name: 'Comes in' }).getByRole('listitem')).toHaveText([
    /Exposed to 10\.1\.0\.0\/16 on TCP 8080/,
  ])
})
