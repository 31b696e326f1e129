interface ScriptUrlPolicy {
  createScriptURL(url: string): URL;
}
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): ScriptUrlPolicy;
}

/** A policy of one name can be made only once a page; its recommenders share it. */
const policies: Record<string, ScriptUrlPolicy | undefined> = {};

/** Under Trusted Types only a policy may make a script's address. */
export class ScriptTrust {
  readonly policyName: string;

  constructor(policyName = 'shelfwise') {
    this.policyName = policyName;
  }

  /** The address of one of our own scripts. Where the policy's name is taken, the page's default may make it. */
  trust(url: string): string | URL {
    const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
    try {
      policies[this.policyName] ??= factory?.createPolicy(this.policyName, { createScriptURL: (own) => own });
    } catch {
      return url;
    }
    return policies[this.policyName]?.createScriptURL(url) ?? url;
  }
}
