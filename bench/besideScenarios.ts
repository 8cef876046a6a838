import { analyzerDemo, analyzerShop, gadgetCartservice, synthesizerShop } from './besideRecorded'

/** One application with one wanted connectivity, and the policies that others have for it. */
export interface Scenario {
  readonly name: string
  /** Files and folders of manifests, whose policies count for a peer and not for the application. */
  readonly manifests: readonly string[]
  /** Who may talk, as edits of the application without any policies. */
  readonly edits: string
  readonly peers: readonly PeerSet[]
}

/** A set of policies that somebody else wrote or generated. */
export interface PeerSet {
  readonly name: string
  /** The files that they stand in as published; or the policies as objects, and how many lines they were published in. */
  readonly policies:
    | { readonly in: readonly string[] }
    | { readonly objects: readonly object[]; readonly publishedLines: number }
  /** It grants what is wanted and nothing else: then ours must not be larger in any way. */
  readonly isSame: boolean
}

const conformance = 'src/testing/conformance'
const kubernetesDns = 'bench/beside/kubernetes-dns.yaml'
const openshift = 'bench/beside/openshift.yaml'
const boutique = `${conformance}/realworld/online-boutique/manifests.yaml`
const testedBoutique = `${conformance}/npguard-standard/onlineboutique_workloads/manifests`
const demo = `${conformance}/npguard-standard/acs-security-demos/manifests`

const shippedBoutique: PeerSet = { name: 'its own', policies: { in: [boutique] }, isSame: false }

/** In the order of the table; docs/beside-other-generators.md says where each set comes from. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'Online Boutique, callers',
    manifests: [boutique, kubernetesDns],
    edits: 'bench/beside/online-boutique-ingress.edits.yaml',
    peers: [shippedBoutique],
  },
  {
    name: 'Online Boutique, both sides',
    manifests: [boutique, kubernetesDns],
    edits: 'bench/beside/online-boutique.edits.yaml',
    peers: [
      shippedBoutique,
      {
        name: 'cluster-topology-analyzer',
        policies: { objects: analyzerShop, publishedLines: 412 },
        isSame: false,
      },
      {
        name: 'netpol-synthesizer',
        policies: { objects: synthesizerShop, publishedLines: 390 },
        isSame: false,
      },
    ],
  },
  {
    name: 'Online Boutique, np-guard’s test',
    manifests: [testedBoutique, kubernetesDns],
    edits: 'bench/beside/onlineboutique_workloads.edits.yaml',
    peers: [{ name: 'netpol-synthesizer', policies: { in: [testedBoutique] }, isSame: true }],
  },
  {
    name: 'cartservice of Online Boutique',
    manifests: [boutique, kubernetesDns],
    edits: 'bench/beside/cartservice.edits.yaml',
    peers: [
      {
        name: 'Inspektor Gadget',
        policies: { objects: gadgetCartservice, publishedLines: 46 },
        isSame: true,
      },
    ],
  },
  {
    name: 'acs-security-demos',
    manifests: [demo, openshift],
    edits: 'bench/beside/acs-security-demos.edits.yaml',
    peers: [
      { name: 'roxctl netpol generate', policies: { in: [demo] }, isSame: false },
      {
        name: 'cluster-topology-analyzer',
        policies: { objects: analyzerDemo, publishedLines: 427 },
        isSame: false,
      },
    ],
  },
  ...['argo-cd', 'argo-cd-core', 'argo-cd-ha'].map((name): Scenario => {
    const manifests = `${conformance}/realworld/${name}/manifests.yaml`
    return {
      name: name.replace('argo-cd', 'Argo CD').replace('-', ', '),
      manifests: [manifests, kubernetesDns],
      edits: `bench/beside/${name}.edits.yaml`,
      peers: [{ name: 'its own', policies: { in: [manifests] }, isSame: true }],
    }
  }),
]
