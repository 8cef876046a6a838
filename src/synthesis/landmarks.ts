import type { Cluster, Workload } from '../model/cluster'
import { labelValue } from '../model/selector'

/** Pods that many policies speak of, and how to select them. */
export interface Landmark {
  readonly namespace: string
  /** As it is written in a parameter; empty when the namespace alone must do. */
  readonly labels: string
  readonly isHostNetwork: boolean
  /** Whether the manifests have them, or these are only the usual ones. */
  readonly isListed: boolean
}

type Sign = readonly [key: string, value: RegExp]

const nameKeys = ['app.kubernetes.io/name', 'k8s-app', 'app', 'name'] as const

const controllerNames =
  /^(?:ingress-nginx|nginx-ingress(?:-microk8s)?|traefik|haproxy-ingress|kubernetes-ingress|kong|envoy|contour|emissary-ingress|ambassador|istio-ingressgateway|istio-ingress|apisix)$/

const controllerSigns: readonly Sign[] = [
  ['ingresscontroller.operator.openshift.io/deployment-ingresscontroller', /./],
  ['istio', /^ingress(?:gateway)?$/],
  ...nameKeys.map((key): Sign => [key, controllerNames]),
]

const monitoringNames =
  /^(?:prometheus|prometheus-server|kube-prometheus|vmagent|victoria-metrics-agent|grafana-agent|alloy)$/

const monitoringSigns: readonly Sign[] = nameKeys.map((key): Sign => [key, monitoringNames])

/** The pods that take traffic from outside into the cluster: by the labels that the usual controllers carry. Total; linear in workloads. */
export function ingressControllerOf(cluster: Cluster): Landmark {
  return (
    signed(cluster, controllerSigns) ?? {
      namespace: 'ingress-nginx',
      labels: 'app.kubernetes.io/name=ingress-nginx',
      isHostNetwork: false,
      isListed: false,
    }
  )
}

/** The pods that collect metrics: Prometheus and its like, else whatever runs in a namespace called monitoring. Total; linear. */
export function monitoringOf(cluster: Cluster): Landmark {
  const named = cluster.namespaces.find(({ name }) =>
    /^(?:monitoring|prometheus|observability)$|-monitoring$/.test(name),
  )
  return (
    signed(cluster, monitoringSigns) ?? {
      namespace: named?.name ?? 'monitoring',
      labels: '',
      isHostNetwork: false,
      isListed: named !== undefined,
    }
  )
}

/** The label that names a workload over time: not its version, not its revision. Empty when it carries none. Total. */
export function namingLabel({ labels, ownerSelector }: Workload): string {
  const key = nameKeys.find((it) => labelValue(labels, it) !== undefined)
  if (key !== undefined) return `${key}=${labelValue(labels, key)}`
  return Object.entries(ownerSelector)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ')
}

/** A name that pods of a namespace give to the port of their metrics, else nothing. Total. */
export function metricsPortOf({ workloads }: Cluster, namespace: string): string {
  const named = workloads
    .filter((workload) => workload.namespace === namespace)
    .flatMap(({ ports }) => ports)
    .find(({ name }) => name !== null && /metrics/.test(name))
  return named === undefined ? '' : `${named.protocol} ${named.name}`
}

function signed({ workloads }: Cluster, signs: readonly Sign[]): Landmark | null {
  for (const [key, value] of signs) {
    const found = workloads.find(({ labels }) => value.test(labelValue(labels, key) ?? ''))
    if (found !== undefined)
      return {
        namespace: found.namespace,
        labels: `${key}=${labelValue(found.labels, key)}`,
        isHostNetwork: found.hostNetwork,
        isListed: true,
      }
  }
  return null
}
