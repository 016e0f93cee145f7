// Written by scripts/make-root-names.ts: the names of the 121 roots of Mozilla in Node.js 24.21.0, as `textHash` gives them.
const hashes = `
25bc6p 2w0nin 3lxrrj 4mi9se 4oywdh 69pkvj 6eibht 78fe96 8jsfoe 8k0nvn 9vu0u4 aio7sp ama1iu ar7mda
bbrr42 bg0vio c4giip cch2co cuy65t d03wi5 dcww4s e01hxp e7oaer e8avxx evpe6o f85iko fjowm5 fk516p
hks45c hvj7a3 ibyr7c ivqk3z jme3k8 jpx4vr kmw67l mw6vk7 nbi7l1 nyfpn2 osu6yi pnf4x9 pthdn7 q2gd2p
q3o5d3 r5jlnr tfqk1t tze8fk u19ca9 umjwc6 umtbfm uoo9pf wa3eom z9a6a8 101tucv 1050kvc 10ck08h 10dpd58
10lhmtc 11bgtr7 11m8un3 124pxat 12guuok 12pa7v3 12q6mw8 12zlulv 131021s 1317657 14ulsq6 1677z4r
16px3oq 16s4fl7 17vtz39 18aev2n 18ogna6 193ppe7 19yzbln 1af78tj 1albtt9 1aozxzw 1bo4q5u 1ccrthl
1cw2iqv 1ddc265 1dglg9z 1f7g9c7 1fmo3yr 1fnn9ls 1g1hq5i 1grpq6c 1gwoax6 1h5ku45 1h6x1dr 1hwftco
1i3dzot 1jly7i4 1m0qjbd 1ml3mtm 1mucee1 1ouac6m 1owjh13 1pe71at 1qcom0w 1qhthtm 1qkxxvs 1qxx9dy
1rinc07 1rrw7i9 1s2uxcu 1sfy0ft 1sw5jnz 1t3rzpe 1u9g0b1 1ukrdk1 1uo2nhu 1uogc16 1veol72 1vin84z
1vrucio 1w0jva4 1wh9oi3 1wjpoyi 1x0on4o
`;

export const publicRootNames: ReadonlySet<number> = new Set(
  hashes
    .trim()
    .split(/\s+/)
    .map((hash) => Number.parseInt(hash, 36)),
);
