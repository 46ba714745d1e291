import { afterAll, describe, expect, it } from 'vitest';
import { hostileFolder, smallProcess } from './hostile-folder';

const { idc, close } = smallProcess();
afterAll(close);

describe('A process with little memory', () => {
  it('is enough for an ordinary folder', async () => {
    const folder = hostileFolder({
      'access.yaml': 'accounts: { prod: "111122223333" }\npermission_sets: { Reader: {} }\ngroups: { data: {} }\n',
    });
    const { code, out } = await idc(['check'], folder.path);
    expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining('unassigned-permission-set') });
    folder.remove();
  });
});
