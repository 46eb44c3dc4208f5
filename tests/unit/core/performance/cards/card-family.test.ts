import { expect, test } from 'vitest';
import { cardFamily } from '../../../../../src/lib/core/performance/cards/card-family';

test.each([
  ['NVIDIA GeForce GTX 750 Ti', 'maxwell', 50],
  ['NVIDIA GeForce GTX 970', 'maxwell', 70],
  ['NVIDIA GeForce GTX TITAN X', 'maxwell', null],
  ['NVIDIA GeForce GTX 1080 Ti', 'pascal', 80],
  ['NVIDIA GeForce GT 1030', 'pascal', 30],
  ['NVIDIA GeForce MX150', 'pascal', null],
  ['Tesla P100-PCIE-16GB', 'pascal', null],
  ['NVIDIA GeForce GTX 1650', 'turing', 50],
  ['NVIDIA GeForce RTX 2080 SUPER', 'turing', 80],
  ['Quadro RTX 6000', 'turing', null],
  ['Tesla T4', 'turing', null],
  ['NVIDIA T1000', 'turing', null],
  ['NVIDIA GeForce RTX 3060 Laptop GPU', 'ampere', 60],
  ['NVIDIA GeForce RTX 3090', 'ampere', 90],
  ['NVIDIA GeForce RTX 2050', 'ampere', 50],
  ['NVIDIA RTX A4000', 'ampere', null],
  ['NVIDIA A100-SXM4-80GB', 'ampere', null],
  ['NVIDIA A10G', 'ampere', null],
  ['NVIDIA GeForce RTX 4070 Ti SUPER', 'lovelace', 70],
  ['NVIDIA RTX 6000 Ada Generation', 'lovelace', null],
  ['NVIDIA L4', 'lovelace', null],
  ['NVIDIA L40S', 'lovelace', null],
  ['NVIDIA GeForce RTX 5060 Ti', 'blackwell', 60],
  ['NVIDIA RTX PRO 6000 Blackwell Workstation Edition', 'blackwell', null],
  // Chromium has no name for these.
  ['NVIDIA H100 80GB HBM3', null, null],
  ['NVIDIA H200', null, null],
  ['NVIDIA B200', null, null],
  ['Tesla V100-SXM2-16GB', null, null],
  ['NVIDIA GeForce GT 710', null, 10],
  ['Something Else', null, null],
])('%s is %s', (name, architecture, modelClass) => {
  expect(cardFamily({ vendor: 'nvidia', name })).toMatchObject({ architecture, modelClass });
});

test.each([
  ['AMD Radeon RX 580', 'gcn-4'],
  ['AMD Radeon RX Vega 64', 'gcn-5'],
  ['AMD Radeon VII', 'gcn-5'],
  ['AMD Radeon RX 5700 XT', 'rdna-1'],
  ['AMD Radeon RX 6800', 'rdna-2'],
  ['AMD Radeon Pro W7900', 'rdna-3'],
  ['AMD Radeon RX 9070 XT', 'rdna-4'],
  ['AMD Instinct MI300X', null],
])('%s is %s', (name, architecture) => {
  expect(cardFamily({ vendor: 'amd', name })).toMatchObject({ architecture });
});

test('a card without a name is of no family', () => {
  expect(cardFamily({ vendor: 'intel', name: null })).toEqual({
    ...{ architecture: null, generation: null, modelClass: null },
  });
});

test('generations follow one another', () => {
  const generations = ['GTX 970', 'GTX 1060', 'RTX 2060', 'RTX 3060', 'RTX 4060', 'RTX 5060'].map(
    (name) => cardFamily({ vendor: 'nvidia', name: `NVIDIA GeForce ${name}` }).generation,
  );
  expect(generations).toEqual([0, 1, 2, 3, 4, 5]);
});
