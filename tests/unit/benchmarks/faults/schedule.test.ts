import { describe, expect, it } from 'vitest';
import { ALL_ACTIVITIES, planRuns } from '../../../../benchmarks/faults/schedule';

describe('planRuns', () => {
  it('gives every activity its turn, as often as every other', () => {
    const runs = planRuns(1, 24);
    for (const activity of ALL_ACTIVITIES) {
      expect(runs.filter((run) => run.activity === activity).map(({ turn }) => turn)).toEqual([0, 1, 2]);
    }
  });

  it('gives the same moments for a seed, and others for another', () => {
    expect(planRuns(7, 16)).toEqual(planRuns(7, 16));
    expect(planRuns(8, 16)).not.toEqual(planRuns(7, 16));
  });

  it('spreads the moments of an activity over all of its time', () => {
    const moments = planRuns(3, 4, ['finishing']).map(({ momentMs }) => momentMs);
    const quarters = moments.map((momentMs) => Math.floor(momentMs / 1500));
    expect([...quarters].sort()).toEqual([0, 1, 2, 3]);
  });

  it('leaves out what there is no room for', () => {
    expect(planRuns(1, 3).map(({ activity }) => activity)).toEqual(ALL_ACTIVITIES.slice(0, 3));
  });
});
