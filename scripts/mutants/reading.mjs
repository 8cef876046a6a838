// Ways to be wrong about objects, namespaces and the pods of workloads. How a mutant is written: all.mjs.
const twin = 'src/testing/naivePods.ts'
const pods = 'src/manifest/decodePods.ts'
const kinds = 'src/manifest/decode.ts'

export const readingMutants = [
  {
    name: 'kubernetes.io/metadata.name not added',
    file: twin,
    find: "'kubernetes.io/metadata.name': name,",
    put: '',
  },
  {
    name: 'labels of the workload used instead of its template',
    file: pods,
    find: "const labels = labelsOf(field(field(template, 'metadata'), 'labels'))",
    put: "const labels = labelsOf(field(field(object, 'metadata'), 'labels'))",
  },
  {
    name: 'objects without namespace stay in namespace ""',
    file: twin,
    find: 'metadata.namespace || options.defaultNamespace',
    put: "metadata.namespace || ''",
  },
  {
    name: 'List objects not opened',
    file: kinds,
    find: 'if (depth > 3) return',
    put: 'if (depth >= 0) return',
  },
  {
    name: 'only ports of the first container known',
    file: pods,
    find: "items(field(spec, 'containers'))) addPorts",
    put: "items(field(spec, 'containers')).slice(0, 1)) addPorts",
  },
  {
    name: 'ports of every init container known',
    file: pods,
    find: "field(container, 'restartPolicy').value === 'Always'",
    put: 'true',
  },
  {
    name: 'CronJob workloads ignored',
    file: kinds,
    find: "['CronJob', controllerReader('CronJob', 'batch/v1', 'batch')],",
    put: '',
  },
  {
    name: 'Job workloads ignored',
    file: kinds,
    find: "['Job', controllerReader('Job', 'batch/v1', 'batch')],",
    put: '',
  },
  {
    name: 'ReplicationController workloads ignored',
    file: kinds,
    find: "['ReplicationController', controllerReader('ReplicationController', 'v1', '')],",
    put: '',
  },
]
