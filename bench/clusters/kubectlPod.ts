import type { ContainerObject, PodObject } from './objects'

const moment = '2026-03-01T10:11:12Z'

/**
 * A pod as `kubectl get -o json` prints it: with what the API server, the scheduler, the kubelet and a usual chart add. A reader
 * spends most of its time on these parts, and none of them means anything to policies.
 */
export function kubectlPod(pod: PodObject, position: number): object {
  const { name, namespace, labels, ownerReferences = [] } = pod.metadata
  const uid = (nth: number) => uidOf(position, nth)
  return {
    apiVersion: pod.apiVersion,
    kind: pod.kind,
    metadata: {
      annotations: {
        'cni.projectcalico.org/containerID': 'c5'.repeat(32),
        'cni.projectcalico.org/podIP': `${pod.status.podIP}/32`,
        'prometheus.io/scrape': 'true',
        'kubernetes.io/config.seen': moment,
      },
      creationTimestamp: moment,
      generateName: name.replace(/[^-]+$/, ''),
      labels,
      name,
      namespace,
      ownerReferences: ownerReferences.map((owner) => ({ ...owner, blockOwnerDeletion: true, uid: uid(1) })),
      resourceVersion: String(1_000_000 + position),
      uid: uid(2),
    },
    spec: { ...pod.spec, ...podDefaults(pod, position) },
    status: statusOf(pod),
  }
}

function uidOf(position: number, nth: number): string {
  const first = (0x10000000 + position * 2654435761) >>> 0
  return `${first.toString(16).padStart(8, '0')}-1111-4222-8333-${String(nth).padStart(12, '0')}`
}

function podDefaults({ metadata, spec }: PodObject, position: number): object {
  const labelSelector = { matchLabels: { app: metadata.labels['app'] ?? metadata.name } }
  const podAffinityTerm = { labelSelector, topologyKey: 'kubernetes.io/hostname' }
  return {
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [{ podAffinityTerm, weight: 100 }],
      },
    },
    containers: spec.containers.map(kubectlContainer),
    dnsPolicy: 'ClusterFirst',
    enableServiceLinks: true,
    nodeName: `node-${position % 500}`,
    preemptionPolicy: 'PreemptLowerPriority',
    priority: 0,
    restartPolicy: 'Always',
    schedulerName: 'default-scheduler',
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    serviceAccount: 'default',
    serviceAccountName: 'default',
    terminationGracePeriodSeconds: 30,
    tolerations: ['not-ready', 'unreachable'].map((condition) => ({
      effect: 'NoExecute',
      key: `node.kubernetes.io/${condition}`,
      operator: 'Exists',
      tolerationSeconds: 300,
    })),
    volumes: [{ name: 'kube-api-access-x', projected: { defaultMode: 420, sources: tokenSources } }],
  }
}

const tokenSources = [
  { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
  { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
  {
    downwardAPI: {
      items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }],
    },
  },
]

function kubectlContainer(container: ContainerObject): object {
  return {
    ...container,
    env: [
      { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
      { name: 'LOG_LEVEL', value: 'info' },
      { name: 'DATABASE_URL', valueFrom: { secretKeyRef: { key: 'url', name: 'db' } } },
    ],
    imagePullPolicy: 'IfNotPresent',
    livenessProbe: probe('/healthz'),
    readinessProbe: probe('/readyz'),
    resources: { limits: { cpu: '500m', memory: '512Mi' }, requests: { cpu: '100m', memory: '128Mi' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    volumeMounts: [
      {
        mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
        name: 'kube-api-access-x',
        readOnly: true,
      },
    ],
  }
}

function probe(path: string): object {
  return {
    failureThreshold: 3,
    httpGet: { path, port: 8080, scheme: 'HTTP' },
    periodSeconds: 10,
    successThreshold: 1,
    timeoutSeconds: 1,
  }
}

const conditions = ['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled']

function statusOf({ spec, status }: PodObject): object {
  const { podIP, hostIP = '192.168.0.1' } = status
  return {
    conditions: conditions.map((type) => ({
      lastProbeTime: null,
      lastTransitionTime: moment,
      status: 'True',
      type,
    })),
    containerStatuses: spec.containers.map(({ name, image }) => ({
      containerID: `containerd://${'ab'.repeat(32)}`,
      image,
      imageID: `${image}@sha256:${'cd'.repeat(32)}`,
      lastState: {},
      name,
      ready: true,
      restartCount: 0,
      started: true,
      state: { running: { startedAt: moment } },
    })),
    hostIP,
    hostIPs: [{ ip: hostIP }],
    phase: status.phase,
    podIP,
    podIPs: [{ ip: podIP }],
    qosClass: 'Burstable',
    startTime: moment,
  }
}
