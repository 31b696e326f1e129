/** Bathroom, window, lighting and decoration shapes; same cell and classes as KITCHEN_SHAPES. */
export const DETAIL_SHAPES = {
  towel: `
    <path class="m" d="M8 18h84v4H8z"/><circle class="m" cx="8" cy="20" r="4"/><circle class="m" cx="92" cy="20" r="4"/>
    <path d="M22 18h56v58H22z"/><path class="d" d="M64 18h14v58H64z"/><path class="d" d="M22 18h56v5H22z"/>
    <path d="M30 24h40v40H30z"/><path class="l" d="M30 24h40v40H30z"/><path class="u" d="M30 56h40M30 59h40M22 66h56M22 70h56"/>
    <path class="s" d="M24 76v5M30 76v5M36 76v5M42 76v5M48 76v5M54 76v5M60 76v5M66 76v5M72 76v5M76 76v5" stroke-width="1.500"/>`,
  'bath-mat': `
    <path class="z" d="M18 42h66l12 38H6z"/>
    <path d="M22 38h56c3 0 4 1 5 3l10 31c1 3-1 5-4 5H11c-3 0-5-2-4-5l10-31c1-2 2-3 5-3z"/><path class="d" d="M7 71c-1 4 1 6 4 6h78c3 0 5-2 4-6l-1-2c0 2-2 3-4 3H12c-2 0-4-1-4-3z"/>
    <path class="l" d="M25 43h50l7 24H18z"/><path d="M29 47h42l5 16H24z"/><path class="h" d="M50 49c8 0 11 3 11 6s-3 6-11 6-11-3-11-6 3-6 11-6z"/><path d="M50 51.500c5 0 7 1.500 7 3.500s-2 3.500-7 3.500-7-1.500-7-3.500 2-3.500 7-3.500z"/>`,
  dispenser: `
    <ellipse class="z" cx="50" cy="85" rx="20" ry="3.500"/>
    <path class="m" d="M47 14h6v20h-6zM28 12h25v5H34l-2 4h-4z"/><path class="m" d="M42 30h16v8H42z"/><path class="d" d="M52 30h6v8h-6z"/>
    <path d="M36 38h28c6 3 8 8 8 14v26a7 7 0 0 1-7 7H35a7 7 0 0 1-7-7V52c0-6 2-11 8-14z"/><path class="d" d="M60 38h4c6 3 8 8 8 14v26a7 7 0 0 1-7 7h-9c6-12 6-30 4-47z"/>
    <path class="l" d="M33 54c0-5 2-8 5-10v34h-5z"/>`,
  mirror: `
    <ellipse class="z" cx="50" cy="90" rx="20" ry="2"/>
    <circle class="d" cx="51" cy="50" r="38"/><circle cx="50" cy="48" r="38"/><circle class="d" cx="50" cy="48" r="34"/><circle class="c" cx="50" cy="48" r="33"/>
    <path class="h" d="M28 60l34-38 8 5-36 42zM44 74l28-32 4 6-26 29z"/>`,
  soap: `
    <ellipse class="z" cx="50" cy="78" rx="36" ry="4"/>
    <path class="w" d="M12 66h76l-6 11H18z"/><path class="d" d="M16 72h70l-4 5H18z"/>
    <rect x="20" y="42" width="60" height="26" rx="12"/><path class="d" d="M62 42h6a12 12 0 0 1 12 12v2a12 12 0 0 1-12 12H52c8-6 12-16 10-26z"/>
    <path class="l" d="M28 47h26v4H26z"/><path class="u" d="M36 56h28M42 61h16"/>
    <circle class="h" cx="30" cy="34" r="5"/><circle class="h" cx="40" cy="26" r="3"/><circle class="h" cx="24" cy="24" r="2.500"/>`,
  bottle: `
    <ellipse class="z" cx="50" cy="85" rx="18" ry="3.500"/>
    <rect class="k" x="43" y="10" width="14" height="16" rx="2"/><path class="l" d="M45 12h3v12h-3z"/>
    <path d="M43 26h14c0 8 11 10 11 20v32a7 7 0 0 1-7 7H39a7 7 0 0 1-7-7V46c0-10 11-12 11-20z"/><path class="d" d="M55 26h2c0 8 11 10 11 20v32a7 7 0 0 1-7 7h-6c4-18 4-40 0-59z"/>
    <rect class="p" x="32" y="50" width="36" height="24"/><path class="u" d="M39 57h22M42 62h16M45 67h10"/><path class="h" d="M36 46c0-5 4-7 6-10v12h-6z"/>`,
  'shower-curtain': `
    <path class="m" d="M6 14h88v4H6z"/><path class="n" d="M20 16v6M35 16v6M50 16v6M65 16v6M80 16v6" stroke-width="2"/>
    <path d="M14 22h72l2 62c-6 3-8-2-13 0-5 3-8-2-13 0s-8-2-12 0c-5 2-8-2-13 0-5 2-8-2-12 0-5 2-8 1-13 0z"/>
    <path class="u" d="M26 24c2 20-3 40-1 60M38 24c-2 20 2 40 0 60M50 24v60M62 24c2 20-2 40 0 60M74 24c-2 20 3 40 1 60"/><path class="d" d="M68 22h18l2 62c-6 3-8-2-13 0-3-20-6-42-7-62z"/>
    <path class="q" d="M12 72h76M12 76h76"/>`,
  curtain: `
    <path class="c" d="M26 16h48v56H26z"/><path class="p" d="M49 16h2v56h-2zM26 42h48v2H26z"/>
    <path class="v" d="M4 10h92v4H4z"/><circle class="v" cx="5" cy="12" r="4"/><circle class="v" cx="95" cy="12" r="4"/>
    <path d="M10 14h34c0 26-6 46-8 72H10zM90 14H56c0 26 6 46 8 72h26z"/>
    <path class="d" d="M18 14c2 24-2 50 0 72h-4c-1-24 1-48 0-72zM28 14c1 24-4 50-3 72h-3c-1-24 3-48 2-72zM37 14c0 24-8 50-7 72h-3c-1-24 6-48 6-72zM82 14c-2 24 2 50 0 72h4c1-24-1-48 0-72zM72 14c-1 24 4 50 3 72h3c1-24-3-48-2-72zM63 14c0 24 8 50 7 72h3c1-24-6-48-6-72z"/>
    <path class="l" d="M10 14h34v4H10zM56 14h34v4H56z"/>`,
  rod: `
    <path class="z" d="M12 52h76v3H12z"/>
    <rect x="10" y="40" width="80" height="6" rx="3"/><rect class="d" x="10" y="43" width="80" height="3" rx="1.500"/>
    <circle cx="9" cy="43" r="7"/><circle cx="91" cy="43" r="7"/><circle class="l" cx="7" cy="41" r="2.500"/><circle class="l" cx="89" cy="41" r="2.500"/>
    <path class="e" d="M22 36h5v20h-5zM73 36h5v20h-5z"/><path class="s" d="M35 44v6M35 62a6 6 0 1 1 .1 0M50 62a6 6 0 1 1 .1 0M65 62a6 6 0 1 1 .1 0"/>`,
  'tie-back': `
    <path class="p" d="M30 6h40c0 20-6 30-8 42 4 14 10 24 12 40H26c2-16 8-26 12-40-2-12-8-22-8-42z"/><path class="d" d="M56 6h14c0 20-6 30-8 42 4 14 10 24 12 40H60c-2-28-2-54-4-82z"/><path class="u" d="M42 8c0 16 4 26 4 40-4 14-6 26-8 40M52 8v80"/>
    <path d="M34 44c10 6 22 6 32 0 2 4 2 8 0 10-10 6-22 6-32 0-2-2-2-6 0-10z"/><path class="u" d="M36 49c9 4 19 4 28 0"/>
    <path d="M62 54l8 4 4 22h-12z"/><path class="d" d="M68 57l2 1 4 22h-5z"/><circle cx="66" cy="54" r="5"/>`,
  blind: `
    <path class="c" d="M18 14h64v68H18z"/><path class="p" d="M48 14h4v68h-4zM14 80h72v5H14z"/>
    <rect x="14" y="10" width="72" height="8" rx="3"/><path d="M18 18h64v40H18z"/>
    <path class="d" d="M18 18h64v3H18zM18 30h64v2H18zM18 43h64v2H18z"/><rect x="16" y="55" width="68" height="6" rx="3"/><rect class="e" x="16" y="58" width="68" height="3" rx="1.500"/><path class="n" d="M50 61v10" stroke-width="1.500"/><circle class="v" cx="50" cy="73" r="3"/>`,
  'table-lamp': `
    <ellipse class="z" cx="50" cy="86" rx="24" ry="3.500"/>
    <path d="M46 50h8v10c8 4 12 10 12 16s-6 10-16 10-16-4-16-10 4-12 12-16z"/><path class="d" d="M52 50h2v10c8 4 12 10 12 16s-6 10-14 10c6-10 4-22 0-26z"/><path class="l" d="M39 76c0-4 3-8 6-10-2 5-2 9 0 14-4 0-6-2-6-4z"/>
    <path class="p" d="M34 14h32l14 36H20z"/><path class="y" d="M34 14h32l14 36H20z" opacity=".28"/><path class="d" d="M58 14h8l14 36H64z"/><path class="h" d="M38 18h4L34 46h-8z"/>`,
  'floor-lamp': `
    <ellipse class="z" cx="46" cy="90" rx="22" ry="3"/>
    <path class="s" d="M46 88V22c0-12 22-14 26-2" stroke-width="3.500"/><path d="M30 90c0-4 8-6 16-6s16 2 16 6z"/><path class="d" d="M46 84c8 0 16 2 16 6H46z"/>
    <path class="y" d="M60 38h26l8 22H52z" opacity=".3"/><path d="M66 18h12l10 22H56z"/><path class="d" d="M74 18h4l10 22H76z"/><path class="y" d="M56 40h32l-2 4H58z"/><path class="l" d="M67 21h3l-6 16h-4z"/>`,
  pendant: `
    <path class="n" d="M50 2v24" stroke-width="2"/><rect class="k" x="46" y="22" width="8" height="9" rx="2"/>
    <path class="y" d="M20 62h60l14 26H6z" opacity=".22"/><path d="M18 62c0-20 14-32 32-32s32 12 32 32z"/><path class="d" d="M60 32c13 4 22 14 22 30H66c2-12 0-22-6-30z"/><ellipse class="y" cx="50" cy="62" rx="32" ry="5"/><ellipse class="p" cx="50" cy="62" rx="12" ry="4"/><path class="l" d="M25 56c1-10 8-17 16-20-6 6-9 12-10 20z"/>`,
  'wall-light': `
    <circle class="y" cx="54" cy="38" r="34" opacity=".2"/>
    <rect x="18" y="44" width="14" height="32" rx="7"/><path class="d" d="M26 44a7 7 0 0 1 6 7v18a7 7 0 0 1-6 7z"/><path class="s" d="M30 60h24v-8" stroke-width="4"/><rect x="47" y="46" width="14" height="8" rx="2"/>
    <circle class="p" cx="54" cy="32" r="18"/><circle class="y" cx="54" cy="32" r="18" opacity=".35"/><path class="d" d="M60 15a18 18 0 0 1 0 34c5-10 5-24 0-34z"/><path class="h" d="M42 30c0-6 4-10 8-11-3 4-4 8-3 13z"/>`,
  bulb: `
    <circle class="y" cx="50" cy="40" r="36" opacity=".2"/>
    <path class="a" d="M50 12c16 0 26 11 26 25 0 12-9 17-12 27H36c-3-10-12-15-12-27 0-14 10-25 26-25z"/><path class="y" d="M50 12c16 0 26 11 26 25 0 12-9 17-12 27H36c-3-10-12-15-12-27 0-14 10-25 26-25z" opacity=".45"/><path class="s" d="M42 62l-4-20 6 5 6-6 6 6 6-5-4 20" stroke-width="2"/>
    <path class="m" d="M37 65h26v14a6 6 0 0 1-6 6H43a6 6 0 0 1-6-6z"/><path class="e" d="M37 69h26v2H37zM37 75h26v2H37z"/><path class="h" d="M31 36c0-9 6-16 13-18-5 6-7 12-7 20z"/>`,
  'string-lights': `
    <path class="n" d="M4 20c16 34 30 34 46 6 14 26 30 26 46-4" stroke-width="2"/>
    <g class="y" opacity=".28"><circle cx="14" cy="44" r="13"/><circle cx="32" cy="54" r="13"/><circle cx="50" cy="38" r="13"/><circle cx="70" cy="54" r="13"/><circle cx="88" cy="42" r="13"/></g>
    <g class="k"><path d="M11 32h6v7h-6zM29 42h6v7h-6zM47 24h6v8h-6zM67 42h6v7h-6zM85 29h6v8h-6z"/></g>
    <g><circle cx="14" cy="44" r="7"/><circle cx="32" cy="54" r="7"/><circle cx="50" cy="38" r="7"/><circle cx="70" cy="54" r="7"/><circle cx="88" cy="42" r="7"/></g>
    <g class="h"><circle cx="12" cy="42" r="2.500"/><circle cx="30" cy="52" r="2.500"/><circle cx="48" cy="36" r="2.500"/><circle cx="68" cy="52" r="2.500"/><circle cx="86" cy="40" r="2.500"/></g>`,
  lantern: `
    <ellipse class="z" cx="50" cy="87" rx="24" ry="3.500"/>
    <path class="s" d="M36 24c0-20 28-20 28 0"/><path d="M32 30l18-14 18 14z"/><path d="M28 30h44v6H28zM26 80h48v7H26z"/><path class="c" d="M32 36h36v44H32z"/>
    <circle class="y" cx="50" cy="56" r="16" opacity=".4"/><path class="p" d="M43 60h14v20H43z"/><path class="d" d="M52 60h5v20h-5z"/><path class="y" d="M50 44c5 6 5 12 0 14-5-2-5-8 0-14z"/>
    <path d="M30 36h4v44h-4zM66 36h4v44h-4zM48.500 36h1.500v6h-1.500z"/><path class="d" d="M68 36h2v44h-2zM28 33h44v3H28zM26 84h48v3H26z"/><path class="h" d="M37 40h3v36h-3z"/>`,
  candle: `
    <ellipse class="z" cx="50" cy="85" rx="24" ry="3.500"/>
    <circle class="y" cx="50" cy="26" r="20" opacity=".25"/>
    <path d="M28 42h44v36a7 7 0 0 1-7 7H35a7 7 0 0 1-7-7z"/><path class="d" d="M60 42h12v36a7 7 0 0 1-7 7H53c6-10 8-26 7-43z"/>
    <ellipse cx="50" cy="42" rx="22" ry="6"/><ellipse class="p" cx="50" cy="42.500" rx="19" ry="4.500"/><path class="n" d="M50 42v-9" stroke-width="2"/><path class="y" d="M50 14c7 9 7 16 0 20-7-4-7-11 0-20z"/><path class="p" d="M50 24c3 4 3 7 0 9-3-2-3-5 0-9z"/>
    <rect class="p" x="36" y="54" width="28" height="20" rx="2"/><path class="u" d="M41 61h18M44 67h12"/><path class="l" d="M31 48h3v32h-3z"/>`,
  pillar: `
    <ellipse class="z" cx="50" cy="86" rx="34" ry="3.500"/>
    <path class="w" d="M14 78h72l-4 8H18z"/>
    <g class="y" opacity=".25"><circle cx="34" cy="26" r="13"/><circle cx="62" cy="42" r="12"/></g>
    <path d="M22 40h24v38H22zM50 56h24v22H50z"/><path class="d" d="M38 40h8v38h-8zM66 56h8v22h-8z"/><ellipse cx="34" cy="40" rx="12" ry="3.500"/><ellipse cx="62" cy="56" rx="12" ry="3.500"/><ellipse class="h" cx="34" cy="40" rx="12" ry="3.500"/><ellipse class="h" cx="62" cy="56" rx="12" ry="3.500"/>
    <path class="n" d="M34 40v-6M62 56v-6" stroke-width="1.500"/><path class="y" d="M34 18c5 7 5 13 0 16-5-3-5-9 0-16zM62 34c5 7 5 13 0 16-5-3-5-9 0-16z"/><path class="l" d="M25 44h3v32h-3zM53 60h3v16h-3z"/>`,
  tapers: `
    <ellipse class="z" cx="50" cy="84" rx="30" ry="3"/>
    <path d="M26 22c0-6 1-9 2-10 1 1 2 4 2 10l3 60H23zM41 22c0-6 1-9 2-10 1 1 2 4 2 10l3 60H38zM56 22c0-6 1-9 2-10 1 1 2 4 2 10l3 60H53zM71 22c0-6 1-9 2-10 1 1 2 4 2 10l3 60H68z"/>
    <path class="d" d="M28 12c1 1 2 4 2 10l3 60h-4zM43 12c1 1 2 4 2 10l3 60h-4zM58 12c1 1 2 4 2 10l3 60h-4zM73 12c1 1 2 4 2 10l3 60h-4z"/>
    <path class="n" d="M28 12V6M43 12V6M58 12V6M73 12V6" stroke-width="1.500"/><path class="p" d="M20 54h62v16H20z"/><path class="d" d="M66 54h16v16H66z"/><path class="u" d="M30 60h30M36 65h18"/>`,
  candlestick: `
    <ellipse class="z" cx="50" cy="87" rx="22" ry="3"/>
    <circle class="y" cx="50" cy="14" r="14" opacity=".28"/><path class="p" d="M46 20h8v30h-8z"/><path class="d" d="M51 20h3v30h-3z"/><path class="n" d="M50 20v-4" stroke-width="1.500"/><path class="y" d="M50 4c4 6 4 10 0 12-4-2-4-6 0-12z"/>
    <path d="M40 48h20v4c-3 3-5 4-5 8 0 3 2 4 2 6s-2 3-2 6c0 4 6 6 13 9v6H32v-6c7-3 13-5 13-9 0-3-2-4-2-6s2-3 2-6c0-4-2-5-5-8z"/><path class="d" d="M52 48h8v4c-3 3-5 4-5 8 0 3 2 4 2 6s-2 3-2 6c0 4 6 6 13 9v6H54c-4-12-4-26-2-39z"/><path class="l" d="M41 49h8v2h-8zM34 82h12v2H34z"/>`,
  diffuser: `
    <ellipse class="z" cx="50" cy="85" rx="20" ry="3.500"/>
    <path class="n" d="M50 44L34 8M50 44l-4-38M50 44l8-38M50 44L70 10M50 44L80 20" stroke-width="1.800"/>
    <path d="M43 36h14v10c8 3 14 9 14 18v14a7 7 0 0 1-7 7H36a7 7 0 0 1-7-7V64c0-9 6-15 14-18z"/><path class="d" d="M54 36h3v10c8 3 14 9 14 18v14a7 7 0 0 1-7 7H54c6-12 6-30 0-49z"/><path class="w" d="M42 32h16v7H42z"/><rect class="p" x="37" y="60" width="26" height="16" rx="2"/><path class="u" d="M42 66h16M45 71h10"/>`,
  vase: `
    <ellipse class="z" cx="50" cy="87" rx="20" ry="3"/>
    <path class="n" d="M50 44C48 30 40 22 32 16M50 44c2-16 4-24 14-32M50 44c-2-16-1-26 0-34" stroke-width="1.500"/>
    <path class="g" d="M32 16c-8 0-12 6-10 10 6 2 11-4 10-10zM64 12c8-2 13 4 12 9-7 2-12-3-12-9zM43 26c-6 1-9 6-7 9 5 1 8-4 7-9zM56 24c5 0 9 4 8 8-5 1-9-3-8-8z"/><path class="f" d="M50 10c-5 4-5 11 0 14 5-3 5-10 0-14zM40 20c-2-6 2-11 6-11 2 6-2 10-6 11z"/>
    <path d="M42 42h16c0 8 14 12 14 26 0 12-8 19-14 19H42c-6 0-14-7-14-19 0-14 14-18 14-26z"/><path class="d" d="M54 42h4c0 8 14 12 14 26 0 12-8 19-14 19h-6c10-10 12-32 2-45z"/><ellipse class="e" cx="50" cy="42" rx="8" ry="2"/><path class="l" d="M33 68c0-7 4-12 8-16-2 8-3 16-1 24-4 0-7-4-7-8z"/>`,
  frame: `
    <path class="z" d="M22 14h62v76H22z"/><path d="M18 10h62v76H18z"/><path class="d" d="M76 10h4v76H18v-4h58z"/><path class="p" d="M24 16h50v64H24z"/><path class="u" d="M24 16h50v64H24z"/>
    <path class="c" d="M32 26h34v44H32z"/><circle class="y" cx="56" cy="37" r="5"/><path class="g" d="M32 60c8-10 14-12 20-6 5-6 10-6 14-2v18H32z"/><path class="f" d="M32 66c12-6 22-4 34 0v4H32z"/>`,
  clock: `
    <circle class="z" cx="52" cy="52" r="38"/><circle cx="50" cy="49" r="38"/><circle class="d" cx="50" cy="49" r="34"/><circle class="p" cx="50" cy="49" r="32.500"/>
    <path class="k" d="M49 20h2v6h-2zM49 72h2v6h-2zM21 48h6v2h-6zM73 48h6v2h-6z"/><path class="n" d="M50 49V30M50 49l13 8"/><circle class="k" cx="50" cy="49" r="2.800"/><path class="l" d="M20 36c5-14 16-22 28-23-10 4-18 12-22 24z"/>`,
  wreath: `
    <path class="n" d="M50 12v-8" stroke-width="2"/><circle cx="50" cy="48" r="27" fill="none" stroke="#567148" stroke-width="13"/>
    <g class="g"><ellipse cx="50" cy="16" rx="10" ry="6"/><ellipse cx="72" cy="24" rx="10" ry="6" transform="rotate(45 72 24)"/><ellipse cx="82" cy="46" rx="10" ry="6" transform="rotate(80 82 46)"/><ellipse cx="73" cy="70" rx="10" ry="6" transform="rotate(-45 73 70)"/><ellipse cx="50" cy="80" rx="10" ry="6"/><ellipse cx="27" cy="70" rx="10" ry="6" transform="rotate(45 27 70)"/><ellipse cx="18" cy="46" rx="10" ry="6" transform="rotate(-80 18 46)"/><ellipse cx="28" cy="24" rx="10" ry="6" transform="rotate(-45 28 24)"/></g>
    <circle cx="36" cy="22" r="4"/><circle cx="66" cy="20" r="3"/><circle cx="80" cy="58" r="4"/><circle cx="22" cy="58" r="3.500"/><circle cx="38" cy="77" r="3"/>
    <path d="M50 72l-12 18 8-2 4 4 4-4 8 2z"/><circle cx="50" cy="74" r="5"/><circle class="d" cx="50" cy="74" r="3"/>`,
} as const satisfies Readonly<Record<string, string>>;
