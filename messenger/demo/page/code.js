// Shows code. Every piece becomes text, never markup.

const PIECES = new RegExp([
  String.raw`(?<comment>\/\/[!/]?(?=\s|$).*|(?<=^|\s)#(?= |!).*|<!--[\s\S]*?-->|\/\*[\s\S]*?\*\/|"""[\s\S]*?""")`,
  String.raw`(?<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|` + "`(?:\\\\.|[^`\\\\])*`)",
  String.raw`(?<word>\b(?:as|async|await|break|case|class|const|def|default|do|elsif|else|end|extends|false|fn|for|foreach|from|function|if|impl|import|in|let|match|mod|module|new|nil|None|not|null|or|pub|require|require_relative|return|self|static|struct|switch|this|true|True|False|unless|use|var|void|while|with|yield)\b)`,
  String.raw`(?<number>\b\d[\d_.]*\b)`,
].join("|"), "gm");

/** The lines that have to do with user hashes. */
const OURS = /userhash|visitor|acquire|SecretKey|widget/i;

/** @param {string} text @returns {DocumentFragment} numbered lines, ours marked */
export function rendered(text) {
  const pieces = [];
  let at = 0;
  for (const match of text.matchAll(PIECES)) {
    if (match.index > at) pieces.push(["", text.slice(at, match.index)]);
    const [kind] = Object.entries(match.groups).find(([, found]) => found !== undefined);
    pieces.push([kind, match[0]]);
    at = match.index + match[0].length;
  }
  pieces.push(["", text.slice(at)]);

  const lines = text.replace(/\n$/, "").split("\n").map((line) => {
    const row = document.createElement("span");
    row.className = OURS.test(line) ? "line ours" : "line";
    return row;
  });
  let row = 0;
  for (const [kind, piece] of pieces) {
    piece.split("\n").forEach((part, index) => {
      if (index) row++;
      if (!part || !lines[row]) return;
      const span = document.createElement("span");
      span.className = kind;
      span.textContent = part;
      lines[row].append(span);
    });
  }
  const all = document.createDocumentFragment();
  // Line ends are text, too: what is copied is the file.
  for (const line of lines) {
    line.append("\n");
    all.append(line);
  }
  return all;
}
