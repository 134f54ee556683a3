// What may not be exceeded. A budget holds for every figure whose name fits `of`.
export const budgets = [
  { of: /^frame p95 /, most: 2 },
  { of: /^first visit, all files/, most: 600 * 1024 },
  { of: /^first visit, fonts/, most: 0 },
  { of: /^idle (frames|draws)/, most: 0 },
  { of: /^first frame, share of an empty demo/, most: 0.8 },
];
