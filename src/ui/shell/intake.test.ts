import { describe, expect, it } from 'vitest'
import { intakeSentence, looksLikeManifest, pasteName } from './intake'

describe('looksLikeManifest', () => {
  it.each([
    ['base/web.yaml', true, 'YAML in a folder'],
    ['web.YML', true, 'case does not matter'],
    ['all.json', true, 'kubectl -o json'],
    ['dump', true, 'redirected output often has no extension'],
    ['README.md', false, 'prose'],
    ['logo.png', false, 'a picture'],
    ['.gitignore', false, 'hidden files are settings'],
    ['k8s.d/.DS_Store', false, 'hidden, though its folder has a dot'],
  ])('%s -> %s: %s', (name, expected) => {
    expect(looksLikeManifest(name)).toBe(expected)
  })
})

describe('pasteName', () => {
  it('takes the first free number, whichever extension uses it', () => {
    expect(pasteName('kind: Pod', new Set())).toBe('pasted-1.yaml')
    expect(pasteName(' {"kind": "Pod"}', new Set(['pasted-1.yaml', 'pasted-3.yaml']))).toBe('pasted-2.json')
    expect(pasteName('{{- if .Values.on }}', new Set())).toBe('pasted-1.yaml')
  })
})

describe('intakeSentence', () => {
  it.each([
    [2, 0, 0, '2 files added.'],
    [1, 1, 3, '1 file added. 1 already here. 3 skipped: only .yaml, .yml and .json files are read.'],
    [0, 0, 0, 'There was no file to read.'],
  ])('%i added, %i known, %i skipped', (added, known, skipped, expected) => {
    expect(intakeSentence(added, known, skipped)).toBe(expected)
  })
})
