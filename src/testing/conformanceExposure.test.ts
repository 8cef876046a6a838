import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { judgeExposure } from './conformanceExposure'

const here = fileURLToPath(new URL('conformance/npguard-exposure', import.meta.url))

// A kind that a real pod is of by equality alone is left out there: the list of pairs has that pod. Ours has it: there may be another one.
const leftOutThere: Readonly<Record<string, readonly string[]>> = {
  exposure_matched_and_unmatched_rules_test: [
    'hello-world/workload-a[Deployment] ingress: pod app=b-app in namespace kubernetes.io/metadata.name=hello-world: All Connections, theirs TCP 8050',
  ],
  exposure_test_real_namespace_with_matching_pod: [
    'ns1/pod-in-ns1[Deployment] ingress: pod app=foo in namespace x=xval,kubernetes.io/metadata.name=ns1: TCP 8080,9090, theirs No Connections',
    'ns1/pod-in-ns1[Deployment] ingress: pod app=foo in namespace x=xval,kubernetes.io/metadata.name=no-such-namespace: TCP 8080, theirs No Connections',
  ],
  exposure_test_to_any_namespace_with_podSelector: [
    'default/frontend[Deployment] egress: pod app=backendservice in namespace kubernetes.io/metadata.name=default: TCP 9090, theirs No Connections',
  ],
}

describe('npguard-exposure: exposure', () => {
  const names = readdirSync(here).sort()
  let lines = 0

  it.each(names)('%s', (name) => {
    const judged = judgeExposure(join(here, name))
    lines += judged.lines
    expect(judged.differences).toEqual(leftOutThere[name] ?? [])
  })

  it('judges 253 lines of 27 cases', () => {
    expect([lines, names.length]).toEqual([253, 27])
  })
})
