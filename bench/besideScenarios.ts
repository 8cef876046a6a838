import {
  analyzerDemo,
  analyzerShop,
  earlierGadgetCartservice,
  gadgetCartservice,
  synthesizerShop,
} from './besideRecorded'

/** One application, and the policies that others have for it. */
export interface Scenario {
  readonly name: string
  /** Files and folders of manifests, whose policies are a peer's and not the application's. */
  readonly manifests: readonly string[]
  /** What the application needs, as a file of edits; null where nothing but somebody's policies says it. */
  readonly needed: string | null
  readonly peers: readonly PeerSet[]
}

/** Policies that somebody else wrote or generated: the files that they stand in, or what they say and in how many lines. */
export type PeerSet = { readonly name: string } & (
  | { readonly files: readonly string[] }
  | { readonly objects: readonly object[]; readonly publishedLines: number }
)

const conformance = 'src/testing/conformance'
const kubernetesDns = 'bench/beside/kubernetes-dns.yaml'
const boutique = `${conformance}/realworld/online-boutique/manifests.yaml`
const testedBoutique = `${conformance}/npguard-standard/onlineboutique_workloads/manifests`
const demo = `${conformance}/npguard-standard/acs-security-demos/manifests`

/** In the order of the table; docs/beside-other-generators.md says where each set comes from. */
export const scenarios: readonly Scenario[] = [
  {
    name: 'Online Boutique',
    manifests: [boutique, kubernetesDns],
    needed: 'bench/beside/online-boutique.edits.yaml',
    peers: [
      { name: 'its own policies', files: [boutique] },
      { name: 'cluster-topology-analyzer', objects: analyzerShop, publishedLines: 412 },
      { name: 'netpol-synthesizer', objects: synthesizerShop, publishedLines: 390 },
    ],
  },
  {
    name: 'Online Boutique of np-guard',
    manifests: [testedBoutique, kubernetesDns],
    needed: 'bench/beside/online-boutique.edits.yaml',
    peers: [{ name: 'netpol-synthesizer, edited', files: [testedBoutique] }],
  },
  {
    name: 'cartservice alone',
    manifests: [boutique, kubernetesDns],
    needed: 'bench/beside/cartservice.edits.yaml',
    peers: [
      { name: 'Inspektor Gadget', objects: gadgetCartservice, publishedLines: 46 },
      { name: 'Inspektor Gadget, earlier', objects: earlierGadgetCartservice, publishedLines: 29 },
    ],
  },
  {
    name: 'acs-security-demos',
    manifests: [demo, 'bench/beside/openshift.yaml'],
    needed: 'bench/beside/acs-security-demos.edits.yaml',
    peers: [
      { name: 'roxctl netpol generate', files: [demo] },
      { name: 'cluster-topology-analyzer', objects: analyzerDemo, publishedLines: 427 },
    ],
  },
  ...(['argo-cd', 'argo-cd-core', 'argo-cd-ha'] as const).map((folder): Scenario => {
    const manifests = `${conformance}/realworld/${folder}/manifests.yaml`
    return {
      name: folder,
      manifests: [manifests, kubernetesDns],
      needed: null,
      peers: [{ name: 'its own policies', files: [manifests] }],
    }
  }),
]
