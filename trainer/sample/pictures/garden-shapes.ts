/** Garden and terrace shapes; same cell and classes as KITCHEN_SHAPES. */
export const GARDEN_SHAPES = {
  pot: `
    <ellipse class="z" cx="50" cy="86" rx="24" ry="3.500"/>
    <path class="f" d="M50 40C40 34 34 24 36 12c10 4 15 14 14 28z"/><path class="g" d="M50 40c-1-14 4-26 14-30 3 12-3 24-14 30z"/><path class="g" d="M50 40c-12 2-22-3-26-12 12-4 22 2 26 12z"/><path class="f" d="M50 40c10 2 21-2 26-11-11-4-22 1-26 11z"/>
    <path d="M28 48h44l-6 34a5 5 0 0 1-5 4H39a5 5 0 0 1-5-4z"/><path class="d" d="M60 48h12l-6 34a5 5 0 0 1-5 4h-8c5-10 7-22 7-38z"/><rect x="24" y="38" width="52" height="12" rx="3"/><path class="d" d="M24 46h52v1a3 3 0 0 1-3 3H27a3 3 0 0 1-3-3z"/><path class="l" d="M28 41h20v2H28zM35 54h4l3 26h-3z"/>`,
  planter: `
    <ellipse class="z" cx="50" cy="84" rx="40" ry="3.500"/>
    <path class="f" d="M22 46c-6-8-4-20 2-26 6 6 6 18 2 26zM48 46c-6-10-4-24 2-32 6 8 6 22 2 32zM76 46c-6-8-4-20 2-26 6 6 6 18 2 26z"/><path class="g" d="M36 46c-10-4-14-12-12-20 10 2 14 10 14 20zM62 46c-2-10 4-20 12-22 2 10-4 18-10 22zM34 46c0-8 4-14 10-16 2 8-2 14-8 16z"/><circle class="r" cx="37" cy="22" r="4"/><circle class="r" cx="63" cy="20" r="4"/><circle class="y" cx="24" cy="17" r="3.500"/><circle class="y" cx="78" cy="17" r="3.500"/>
    <path d="M10 46h80v34a4 4 0 0 1-4 4H14a4 4 0 0 1-4-4z"/><path class="d" d="M76 46h14v34a4 4 0 0 1-4 4H72c4-10 4-24 4-38z"/><rect x="7" y="43" width="86" height="7" rx="3"/><path class="l" d="M10 44h80v2H10z"/><path class="u" d="M14 58h72M14 70h72"/>`,
  hanging: `
    <path class="n" d="M50 4L26 52M50 4l24 48M50 4v30" stroke-width="1.500"/><circle class="k" cx="50" cy="5" r="2.500"/>
    <path class="f" d="M30 50c-14 4-18 18-14 34 6-8 8-20 18-30zM70 50c14 4 18 16 12 28-4-8-6-18-16-24z"/><path class="g" d="M50 52C36 48 30 38 34 28c12 4 16 12 16 24zM50 52c0-14 6-22 18-24 2 12-6 20-18 24zM40 54c-10 8-12 22-8 30 6-6 8-20 12-28z"/>
    <path d="M22 50h56c0 16-10 28-28 28S22 66 22 50z"/><path class="d" d="M62 50h16c0 16-10 28-28 28-2 0-3 0-5-.300C56 74 62 62 62 50z"/><path class="u" d="M26 58h48M31 66h38"/><rect x="20" y="47" width="60" height="5" rx="2.500"/><path class="g" d="M64 52c8 8 8 20 4 30-5-8-6-20-8-29z"/>`,
  sack: `
    <ellipse class="z" cx="50" cy="86" rx="30" ry="3.500"/>
    <path d="M26 16c8 4 40 4 48 0 2 4 2 8 0 12 4 18 6 38 4 54a4 4 0 0 1-4 4H26a4 4 0 0 1-4-4c-2-16 0-36 4-54-2-4-2-8 0-12z"/><path class="d" d="M66 18c4 0 6-1 8-2 2 4 2 8 0 12 4 18 6 38 4 54a4 4 0 0 1-4 4H62c6-20 6-48 4-68z"/><path class="u" d="M25 27q25 6 50 0"/>
    <rect class="p" x="32" y="38" width="36" height="34" rx="3"/><path class="f" d="M50 62c-10-4-12-12-10-18 8 2 11 9 10 18z"/><path class="g" d="M50 62c0-9 4-15 11-16 1 8-4 14-11 16z"/><path class="u" d="M40 67h20"/><path class="l" d="M29 34h3c-2 14-3 30-2 46h-3c-1-16 0-32 2-46z"/>`,
  packet: `
    <ellipse class="z" cx="50" cy="86" rx="26" ry="3"/>
    <g transform="rotate(-6 50 50)"><path d="M26 12h48v72H26z"/><path class="d" d="M26 12h48v8H26zM66 20h8v64h-8z"/><path class="p" d="M32 26h36v42H32z"/><path class="n" d="M50 64V42" stroke-width="2"/><path class="g" d="M50 56c-8 0-12-5-12-10 7-1 12 3 12 10zM50 52c0-7 5-11 12-10 0 6-5 10-12 10z"/>
    <circle class="r" cx="50" cy="36" r="4"/><circle class="r" cx="44" cy="38" r="3.500"/><circle class="r" cx="56" cy="38" r="3.500"/><circle class="y" cx="50" cy="39" r="3"/><path class="h" d="M36 73h28v3H36z"/></g>`,
  'watering-can': `
    <ellipse class="z" cx="54" cy="84" rx="28" ry="3.500"/>
    <path class="s" d="M70 46c24-4 24 30 4 30M40 40c2-20 30-20 32 0" stroke-width="4"/><path d="M36 66L14 34l-6 4-2-6 14-10 4 6-4 3 18 20z"/><path class="d" d="M36 66L14 34l3-2 19 25z"/>
    <path d="M34 42h42l2 38a4 4 0 0 1-4 4H36a4 4 0 0 1-4-4z"/><path class="d" d="M62 42h14l2 38a4 4 0 0 1-4 4H58c6-12 6-28 4-42z"/><ellipse cx="55" cy="42" rx="21" ry="5"/><path class="e" d="M36 42a19 3.500 0 0 1 38 0 19 3.500 0 0 1-38 0z"/><path class="l" d="M38 50h4l-1 28h-4z"/><path class="u" d="M33 72h44"/>`,
  trowel: `
    <ellipse class="z" cx="44" cy="84" rx="28" ry="3"/>
    <g transform="rotate(38 50 50)"><rect x="44" y="2" width="12" height="34" rx="6"/><path class="d" d="M51 2a6 6 0 0 1 5 6v22a6 6 0 0 1-5 6z"/><path class="m" d="M48 34h4v16h-4z"/><path class="m" d="M38 50h24v18c0 14-6 22-12 28-6-6-12-14-12-28z"/><path class="d" d="M52 50h10v18c0 14-6 22-12 28 3-14 4-30 2-46z"/><path class="h" d="M42 54h3v18c0 5 1 9 2 12-3-4-5-8-5-14z"/></g>`,
  secateurs: `
    <ellipse class="z" cx="50" cy="87" rx="26" ry="3"/>
    <path class="m" d="M50 44C38 34 34 20 40 8c10 8 16 22 14 34z"/><path class="m" d="M48 46c2-10 10-18 20-18 0 10-6 20-16 24z"/><path class="l" d="M40 8c6 8 10 20 11 32l-2-1C40 28 37 18 40 8z"/>
    <path d="M48 44l6 4c-4 12-16 20-18 36-4 3-8 1-8-3 2-18 16-24 20-37z"/><path d="M46 48l7-4c8 12 18 18 20 36-1 4-5 6-9 3-2-14-16-22-18-35z"/><path class="d" d="M53 44c8 12 18 18 20 36-1 4-5 6-9 3 2-14-8-26-11-39zM52 49c-4 11-15 20-16 35l-4 2c2-18 14-28 18-38z"/><circle class="k" cx="50" cy="47" r="4.500"/><circle class="h" cx="49" cy="46" r="1.500"/>`,
  gloves: `
    <ellipse class="z" cx="50" cy="87" rx="34" ry="3"/>
    <path d="M52 70c0-8-1-14 2-22l7-19c2-5 8-3 7 2l-3 15 6-19c2-5 8-3 7 2l-4 18 6-15c2-5 8-2 7 3l-5 17 4-7c3-4 8-1 6 4L81 70z"/><path class="d" d="M52 70c0-8-1-14 2-22l7-19c2-5 8-3 7 2l-3 15 6-19c2-5 8-3 7 2l-4 18 6-15c2-5 8-2 7 3l-5 17 4-7c3-4 8-1 6 4L81 70z"/>
    <path class="w" d="M50 68h33l3 16a3 3 0 0 1-3 3H53a3 3 0 0 1-3-3z"/><path class="d" d="M74 68h9l3 16a3 3 0 0 1-3 3h-9z"/>
    <path d="M16 70c-1-9-7-17-8-26 0-6 6-6 8-1l4 9-1-26c0-6 8-6 8 0l2 19 1-25c0-6 8-6 8 0l1 25 4-20c1-6 8-5 8 1l-2 24 3-7c2-5 8-2 7 3-1 8-5 15-7 24z"/>
    <path class="d" d="M39 45l4-20c1-6 8-5 8 1l-2 24 3-7c2-5 8-2 7 3-1 8-5 15-7 24H40c4-8 4-16 3-25z"/><path class="u" d="M24 52c1 4 2 6 5 8M32 50v7"/>
    <path class="w" d="M13 68h42l3 16a3 3 0 0 1-3 3H15a3 3 0 0 1-3-3z"/><path class="d" d="M46 68h9l3 16a3 3 0 0 1-3 3h-9z"/><path class="q" d="M17 74h36"/>`,
  'house-plant': `
    <ellipse class="z" cx="50" cy="89" rx="22" ry="3"/>
    <path class="t" d="M50 62V30M50 58C44 48 36 44 28 42M50 56c6-10 14-14 22-16" stroke-width="2"/>
    <path class="f" d="M28 42C14 44 8 34 10 24c14-2 22 6 18 18zM72 40c0-14 8-20 20-18 2 12-6 20-20 18z"/><path class="g" d="M50 32C38 28 36 14 44 4c12 4 16 18 6 28z"/><path class="g" d="M46 48C34 52 24 48 20 56c8 10 22 6 26-8zM54 48c10 6 20 2 26 10-6 10-22 6-26-10z"/><path class="f" d="M50 32c2-12 10-16 18-14 2 8-6 16-18 14z"/><path class="q" d="M44 6c2 10 4 18 6 26M12 26c6 4 12 10 16 16M90 24c-8 4-14 10-18 16"/>
    <path d="M32 60h36l-5 26a4 4 0 0 1-4 3H41a4 4 0 0 1-4-3z"/><path class="d" d="M58 60h10l-5 26a4 4 0 0 1-4 3h-7c4-8 6-18 6-29z"/><rect class="l" x="32" y="60" width="36" height="4"/>`,
  herb: `
    <ellipse class="z" cx="50" cy="87" rx="20" ry="3"/>
    <g class="f"><circle cx="34" cy="42" r="9"/><circle cx="66" cy="42" r="9"/><circle cx="50" cy="24" r="10"/><circle cx="40" cy="54" r="8"/><circle cx="62" cy="54" r="8"/></g><g class="g"><circle cx="42" cy="32" r="9"/><circle cx="59" cy="33" r="9"/><circle cx="50" cy="44" r="11"/><circle cx="28" cy="52" r="6"/><circle cx="72" cy="52" r="6"/></g><g class="h"><circle cx="40" cy="29" r="2.500"/><circle cx="57" cy="30" r="2.500"/><circle cx="48" cy="41" r="3"/><circle cx="49" cy="20" r="2.500"/></g>
    <path d="M32 58h36l-4 25a5 5 0 0 1-5 4H41a5 5 0 0 1-5-4z"/><path class="d" d="M58 58h10l-4 25a5 5 0 0 1-5 4h-7c4-8 6-18 6-29z"/><rect class="p" x="40" y="68" width="20" height="10" rx="1.500"/><path class="u" d="M44 73h12"/>`,
  'bird-feeder': `
    <path class="n" d="M50 2v14" stroke-width="2"/><path d="M22 34l28-22 28 22z"/><path class="d" d="M50 12l28 22H58z"/><path class="d" d="M20 33h60v4H20z"/>
    <path class="c" d="M32 37h36v36H32z"/><path class="y" d="M32 48q9-4 18 0t18 0v25H32z"/><path class="u" d="M36 56h2M44 53h2M52 58h2M60 54h2M40 64h2M50 66h2M58 64h2"/><path d="M30 37h4v38h-4zM66 37h4v38h-4z"/>
    <path d="M16 74h68v8H16z"/><path class="d" d="M16 78h68v4H16zM68 37h2v38h-2z"/><path class="k" d="M80 74c-6-2-6-10 0-12 2-4 8-4 8 0l4 2-4 2c0 6-2 8-8 8z"/><path class="r" d="M78 72c-2-3 0-7 3-7 3 2 3 6 0 8z"/><path class="n" d="M82 74v3" stroke-width="1"/>`,
  'insect-house': `
    <ellipse class="z" cx="50" cy="87" rx="28" ry="3"/>
    <path d="M16 40l34-30 34 30-4 5-30-26-30 26z"/><path d="M24 38l26-22 26 22v48H24z"/><path class="e" d="M29 42l21-18 21 18v39H29z"/>
    <path class="w" d="M29 60h42v3H29zM48 42h4v40h-4z"/><g class="y"><circle cx="35" cy="52" r="4"/><circle cx="43" cy="52" r="4"/><circle cx="39" cy="45" r="4"/></g><g class="k"><circle cx="35" cy="52" r="1.800"/><circle cx="43" cy="52" r="1.800"/><circle cx="39" cy="45" r="1.800"/></g><path class="p" d="M54 44h14v3H54zM54 49h14v3H54zM54 54h14v3H54z"/><g class="w"><circle cx="58" cy="70" r="5"/><circle cx="66" cy="77" r="4"/><circle cx="66" cy="67" r="3"/></g><path class="v" d="M32 64h3v17h-3zM37 64h3v17h-3zM42 64h3v17h-3z"/><path class="d" d="M50 10l34 30-4 5-30-26z"/>`,
  'bird-bath': `
    <ellipse class="z" cx="50" cy="88" rx="24" ry="3"/>
    <path d="M44 50h12c0 16 2 26 14 34v4H30v-4c12-8 14-18 14-34z"/><path class="d" d="M52 50h4c0 16 2 26 14 34v4H54c-3-12-3-26-2-38z"/><path d="M12 38h76c-4 12-16 16-38 16S16 50 12 38z"/><path class="d" d="M66 38h22c-4 12-16 16-34 16 8-4 12-9 12-16z"/><ellipse cx="50" cy="38" rx="38" ry="8"/><ellipse class="c" cx="50" cy="38.500" rx="33" ry="6"/><path class="q" d="M34 38q8-3 16 0t16 0"/>
    <path class="k" d="M68 36c-8-2-8-12 0-14 2-5 9-5 10 0l4 2-4 2c0 6-3 10-10 10z"/><path class="r" d="M66 34c-2-4 0-9 4-9 4 3 3 8 0 10z"/>`,
  'garden-chair': `
    <ellipse class="z" cx="50" cy="88" rx="32" ry="3"/>
    <path d="M26 12h5l4 44h-5zM69 12h5l-4 44h-5zM26 56h5l-3 32h-5zM69 56h5l3 32h-5z"/><path class="d" d="M70 12h4l-4 44h-3zM71 56h3l3 32h-3z"/>
    <path d="M28 14h44v7H28zM29 26h42v7H29zM30 38h40v7H30z"/><path class="d" d="M28 19h44v2H28zM29 31h42v2H29zM30 43h40v2H30z"/><path d="M24 54h52l6 10H18z"/><path class="l" d="M25 54h50l1 3H23z"/><path class="d" d="M18 64h64v4H18z"/><path d="M18 40h14v4H18zM68 40h14v4H68z"/><path class="e" d="M20 44h3v20h-3zM77 44h3v20h-3z"/>`,
  'bistro-table': `
    <ellipse class="z" cx="50" cy="88" rx="28" ry="3"/>
    <path class="s" d="M30 87L60 46M70 87L40 46M36 66h28" stroke-width="3.500"/><ellipse class="d" cx="50" cy="45" rx="36" ry="9"/><ellipse cx="50" cy="42" rx="36" ry="9"/><ellipse class="l" cx="50" cy="41.500" rx="30" ry="6.500"/><ellipse cx="50" cy="42" rx="26" ry="5"/>
    <path class="p" d="M34 28h12v10a3 3 0 0 1-3 3h-6a3 3 0 0 1-3-3z"/><path class="d" d="M42 28h4v10a3 3 0 0 1-3 3h-1z"/><path class="a" d="M60 20h8v20h-8z"/><path class="y" d="M60 30h8v10h-8z"/>`,
  parasol: `
    <ellipse class="z" cx="50" cy="90" rx="18" ry="2.500"/>
    <path class="w" d="M48.500 10h3v76h-3z"/><path d="M34 86h32v4H34z"/><path d="M6 44C8 22 26 10 50 10s42 12 44 34c-6-4-9-4-15 0-5-4-9-4-14 0-6-4-9-4-15 0-6-4-9-4-15 0-5-4-9-4-14 0-6-4-9-4-15 0z"/><path class="h" d="M35 44C36 26 42 14 50 10c8 4 14 16 15 34-6-4-9-4-15 0-6-4-9-4-15 0z"/><path class="d" d="M50 10c24 0 42 12 44 34-6-4-9-4-15 0C78 26 66 14 50 10z"/><circle class="w" cx="50" cy="9" r="3"/>`,
  'fire-bowl': `
    <ellipse class="z" cx="50" cy="87" rx="30" ry="3.500"/>
    <circle class="y" cx="50" cy="36" r="32" opacity=".18"/><path fill="#d98f4e" d="M34 52c-8-14 4-20 6-34 8 6 8 12 8 16 4-4 5-12 3-20 12 8 22 24 15 38z"/><path class="y" d="M40 52c-4-8 3-12 5-20 5 5 5 9 5 12 3-2 4-6 4-10 7 5 10 12 6 18z"/>
    <path d="M12 50h76c-4 18-18 26-38 26S16 68 12 50z"/><path class="d" d="M64 50h24c-4 18-18 26-38 26-2 0-4 0-6-.200C56 72 64 62 64 50z"/><ellipse class="e" cx="50" cy="50" rx="38" ry="4"/><path d="M28 70l-6 18h5l7-15zM72 70l6 18h-5l-7-15zM48 76h4v8h-4z"/><path class="l" d="M18 56c4 8 10 13 17 15-10 0-17-7-20-15z"/>`,
  'rain-barrel': `
    <ellipse class="z" cx="50" cy="88" rx="30" ry="3"/>
    <path d="M28 14h44c8 24 8 48 0 74H28c-8-26-8-50 0-74z"/><path class="d" d="M60 14h12c8 24 8 48 0 74H58c6-24 7-50 2-74z"/><path class="u" d="M42 15c-4 24-4 48 0 72M56 15c3 24 3 48 0 72"/><path class="k" d="M25 28h50v4H25zM25 70h50v4H25z"/><ellipse class="e" cx="50" cy="14" rx="22" ry="4"/><path class="m" d="M46 76h12v4h-4v6h-4v-6h-4z"/>`,
} as const satisfies Readonly<Record<string, string>>;
