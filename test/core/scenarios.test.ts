import { describe, expect, it } from 'vitest';
import { parseScenario, SCENARIOS } from '../../core/scenarios.js';

describe('names of scenarios', () => {
  it('are known by their own name, whatever the case and the gaps', () => {
    for (const name of SCENARIOS) expect(parseScenario(name)).toBe(name);
    expect(parseScenario(' Bought_Together ')).toBe('bought-together');
    expect(parseScenario('Buy it again')).toBe('buy-again');
  });

  it('follow the placement', () => {
    expect(parseScenario('home')).toBe('for-you');
    expect(parseScenario('product')).toBe('similar');
    expect(parseScenario('order-confirmation')).toBe('cart');
    expect(parseScenario('search')).toBe('rerank');
  });

  it('are nothing for a name that is only a name, such as a property of objects', () => {
    for (const name of ['summer sale', '', '__proto__', 'constructor']) expect(parseScenario(name)).toBeUndefined();
  });
});
