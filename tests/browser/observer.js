'use strict';

// Runs in the browser: loads pages into frames, and tells what became of each of them.
// Loaded as a script by the page that holds the frames.

/* exported observe */

/** A document's elements with their attributes, its texts and comments; scripts without text. */
function shapeOf(node, shape = [], scripts = []) {
  if (node.nodeType === Node.ELEMENT_NODE) {
    // A browser hides the nonce from the attribute, not from the property.
    const attributes = [...node.attributes].map(({ name, value }) => [
      name,
      name === 'nonce' ? node.nonce : value,
    ]);
    shape.push(['<', node.localName, ...attributes]);
    if (node.localName === 'script') {
      scripts.push(node.textContent);
      return { shape, scripts };
    }
  } else if (node.nodeType === Node.TEXT_NODE) {
    shape.push(['text', node.data]);
  } else if (node.nodeType !== Node.DOCUMENT_NODE) {
    shape.push([node.nodeName]);
  }
  node.childNodes.forEach((child) => shapeOf(child, shape, scripts));
  if (node.nodeType === Node.ELEMENT_NODE) {
    shape.push(['>']);
  }
  return { shape, scripts };
}

/** What the widget is told by a page: its queue, worked off. */
function toldBy(window) {
  const told = [];
  window.acquireIO = {
    loginVisitor: (...given) => told.push(['login', ...given]),
    logoutVisitor: (...given) => told.push(['logout', ...given]),
  };
  for (const entry of window.acquire ?? []) {
    if (typeof entry === 'function') {
      entry(window.acquireIO);
    } else {
      told.push(['push', entry]);
    }
  }
  return told;
}

function globalsOf(window) {
  const inherited = Object.getOwnPropertyNames(window.Object.prototype);
  return [...Object.getOwnPropertyNames(window), ...inherited.map((name) => `{}.${name}`)].sort();
}

async function observeOne(path) {
  const frame = document.createElement('iframe');
  const loaded = new Promise((resolve) => (frame.onload = resolve));
  frame.src = path;
  document.body.append(frame);
  await loaded;
  // Handlers that were queued before the frame had loaded come first.
  await new Promise((resolve) => setTimeout(resolve));
  const window = frame.contentWindow;
  const globals = globalsOf(window);
  const { violations } = window;
  const observed = { globals, violations, ...shapeOf(window.document), told: toldBy(window) };
  frame.remove();
  return observed;
}

/** @returns {Promise<string>} As JSON: the text of what the page was told must not be changed. */
async function observe(paths, atOnce) {
  const observed = [];
  let next = 0;
  const work = async () => {
    while (next < paths.length) {
      const index = next++;
      const failed = (error) => ({ failed: String(error) });
      observed[index] = await observeOne(paths[index]).catch(failed);
    }
  };
  const before = globalsOf(window).filter((name) => !/^\d+$/.test(name));
  await Promise.all(Array.from({ length: atOnce }, work));
  const after = globalsOf(window).filter((name) => !before.includes(name));
  return JSON.stringify({ observed, after });
}
