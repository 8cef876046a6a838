import { type ContainerPortObject, type PodObject, podAddress } from './objects'
import type { ClusterPlan, ClusterSize, Component, PlannedWorkload } from './plan'
import type { Random } from './random'

/** What the containers of a component listen on. */
export const portsOf: Readonly<Record<Component, readonly ContainerPortObject[]>> = {
  frontend: [port('http', 8080), port('metrics', 9090)],
  api: [port('http', 8080), port('grpc', 9000), port('metrics', 9090)],
  worker: [port('metrics', 9102)],
  db: [port('sql', 5432), port('metrics', 9187)],
  cache: [port('redis', 6379)],
  cron: [],
  gateway: [port('https', 8443), port('http', 8081)],
  queue: [port('amqp', 5672), port('metrics', 15692)],
}

function port(name: string, containerPort: number): ContainerPortObject {
  return { name, containerPort, protocol: 'TCP' }
}

/** The running pods of all workloads, with the labels and names that their controllers give them. */
export function podsOf({ workloads }: ClusterPlan, size: ClusterSize, random: Random): readonly PodObject[] {
  const counts = replicaCounts(workloads.length, size, random)
  const pods: PodObject[] = []
  for (const [position, workload] of workloads.entries()) {
    const onHostNetwork = workload.namespace === 'kube-system' && random.chance(0.3)
    const hash = (Math.imul(position + 1, 2654435761) >>> 0).toString(36)
    for (let replica = 0; replica < (counts[position] ?? 0); replica++)
      pods.push(podOf(workload, { position, hash, replica, number: pods.length + 1, onHostNetwork }))
  }
  return pods
}

/** 0.4 to 1.6 times the average, each at least one; the last workload takes what is left. */
function replicaCounts(
  workloads: number,
  { pods, replicas }: ClusterSize,
  random: Random,
): readonly number[] {
  const counts: number[] = []
  let left = pods
  for (let i = 0; i < workloads; i++) {
    const after = workloads - i - 1
    const wanted = replicas === 1 ? 1 : Math.max(1, Math.round(replicas * (0.4 + 1.2 * random.next())))
    const count = Math.max(0, after === 0 ? left : Math.min(wanted, left - after))
    counts.push(count)
    left -= count
  }
  return counts
}

interface PodPlan {
  /** Of its workload among all. */
  readonly position: number
  readonly hash: string
  readonly replica: number
  /** Of the pod among all, from 1. */
  readonly number: number
  readonly onHostNetwork: boolean
}

function podOf(workload: PlannedWorkload, plan: PodPlan): PodObject {
  const { namespace, component, labels } = workload
  const isStateful = component === 'db' || component === 'queue'
  const owner = isStateful ? workload.name : `${workload.name}-${plan.hash}`
  const suffix = isStateful ? plan.replica : (Math.imul(plan.number, 40503) >>> 0).toString(36)
  const name = `${owner}-${suffix}`
  const ofController = isStateful
    ? {
        'statefulset.kubernetes.io/pod-name': name,
        'apps.kubernetes.io/pod-index': String(plan.replica),
        'controller-revision-hash': `${workload.name}-${plan.hash}`,
      }
    : { 'pod-template-hash': plan.hash }
  const kind = isStateful ? 'StatefulSet' : 'ReplicaSet'
  const uid = String(plan.position)
  const image = `registry.example.com/${namespace}/${workload.name}:1.0`
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels: { ...labels, ...ofController },
      ownerReferences: [{ apiVersion: 'apps/v1', kind, name: owner, uid, controller: true }],
    },
    spec: {
      ...(plan.onHostNetwork ? { hostNetwork: true } : {}),
      containers: [{ name: 'main', image, ports: portsOf[component] }],
    },
    status: { phase: 'Running', podIP: podAddress(plan.number), hostIP: '192.168.0.1' },
  }
}
