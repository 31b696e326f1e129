interface ScriptUrlPolicy {
  createScriptURL(url: string): URL;
}
interface PolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): ScriptUrlPolicy;
}

/** Under Trusted Types only a policy may make a script's address, and a policy of one name can be made only once a page. */
export class ScriptTrust {
  readonly policyName: string;
  #policy: ScriptUrlPolicy | undefined;

  constructor(policyName = 'shelfwise') {
    this.policyName = policyName;
  }

  /** The address of one of our own scripts. Where the policy's name is taken, the page's default may make it. */
  trust(url: string): string | URL {
    const factory = (globalThis as { trustedTypes?: PolicyFactory }).trustedTypes;
    try {
      this.#policy ??= factory?.createPolicy(this.policyName, { createScriptURL: (own) => own });
    } catch {
      return url;
    }
    return this.#policy?.createScriptURL(url) ?? url;
  }
}
