// What must be kept. A budget holds for every figure whose name fits `of`.
export const budgets = [
  { of: /^frame p95 /, most: 2 },
  { of: /^list of 10,000, share/, most: 1.25 },
  { of: /^search in 10,000/, most: 16 },
  { of: /^first visit, all files/, most: 600 * 1024 },
  { of: /^first visit, fonts/, most: 0 },
  { of: /^idle (frames|draws) in 10 s$/, most: 0 },
  { of: /^lost or doubled in 100 kills/, most: 0 },
  { of: /^first frame, share of an empty demo/, most: 0.8 },
  { of: /^pushes a second, 64, ours to the baseline's/, least: 3 },
  { of: /^pull of nothing new, .* rows to/, most: 1.2 },
];
