// One visitor's walk through a tab of the demo, as somebody who looks at it would do it.

import assert from "node:assert/strict";

/** Text of the newest line of the feed, once it is about this tab and has this verdict. */
async function said(page, title, verdict, count) {
  const lines = page.locator("#feed li").filter({ hasText: title }).filter({ has: page.locator(`.badge.${verdict}`) });
  await lines.nth(count - 1).waitFor();
  return lines.first().innerText();
}

/**
 * Signs in, forges, swaps and logs out in one tab; fails where the messenger says something else.
 * @param {import("playwright-core").Page} page with the demo
 * @param {{ title: string, app: string }} tab
 * @param {(line: string) => void} [tell] gets what happened, line by line
 */
export async function walk(page, { title, app }, tell = () => {}) {
  const act = (name) => page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("tab", { name: title, exact: true }).click();
  await page.locator("#file option").first().waitFor({ state: "attached" });
  assert.match(await page.locator("#code").innerText(), /userhash/i, `${title}: the code is shown`);

  const frame = page.frameLocator(`iframe[title="The ${title} app"]`);
  const who = frame.locator("userhash-messenger #who");
  const shows = (text) => who.filter({ hasText: text }).waitFor({ state: "attached" });
  const words = frame.locator("userhash-messenger li p");
  const write = async (text) => {
    const field = frame.locator("userhash-messenger #text");
    if (!(await field.isVisible())) await frame.locator("userhash-messenger #bubble").click();
    await field.fill(text);
    await frame.locator("userhash-messenger #send").click();
    await frame.locator("userhash-messenger li", { hasText: text }).filter({ hasText: "You" }).waitFor();
  };
  await frame.locator("#who", { hasText: "guest" }).first().waitFor();
  await shows("Guest");
  const question = `Do you ship to ${app}land?`;
  await write(question);
  tell("a guest asks something");

  await act("Ada");
  assert.match(await said(page, title, "verified", 1), /ada@example\.com.*matched_current/s);
  await frame.locator("p#who", { hasText: "Ada Lovelace <ada@example.com>" }).waitFor();
  await shows("Ada Lovelace");
  assert.equal(await words.count(), 0, `${title}: the guest's words aren't Ada's`);
  const line = `Hello from ${app}`;
  await write(line);
  tell("Ada signs in: verified; she has a conversation of her own");

  await act("Forge the hash");
  assert.match(await said(page, title, "invalid", 1), /Claimed to be ada@example\.com.*mismatch/s);
  await page.locator("#told", { hasText: "not_verified" }).waitFor();
  await shows("Guest");
  assert.equal(await frame.getByText(line).count(), 0, `${title}: Ada's words are gone`);
  tell("a forged hash: refused, and nothing of Ada's is shown");

  await act("Grace");
  assert.match(await said(page, title, "verified", 2), /grace@example\.com/);
  await shows("Grace Hopper");
  assert.equal(await words.count(), 0, `${title}: Grace sees nothing of Ada's`);
  tell("Grace signs in after Ada: verified; she sees nothing of Ada's");
  await act("Swap the e-mail");
  assert.match(await said(page, title, "invalid", 2), /Claimed to be ada@example\.com.*mismatch/s);
  await shows("Guest");
  tell("Grace's hash with Ada's address: refused");

  // Her name is a script tag.
  await act("Eve");
  await said(page, title, "verified", 3);
  await shows("Eve </script><script>alert(1)</script>");
  tell("Eve, whose name is a script tag: verified, and it stays a name");
  await act("Ada");
  await said(page, title, "verified", 4);
  await words.filter({ hasText: line }).waitFor({ state: "attached" });
  tell("Ada again: her conversation is there");

  await act("Log out");
  await said(page, title, "loggedout", 1);
  await frame.locator("p#who", { hasText: "guest" }).waitFor();
  await shows("Guest");
  await words.filter({ hasText: question }).waitFor({ state: "attached" });
  assert.equal(await words.count(), 1, `${title}: nothing of Ada is left`);
  tell("logged out: the guest's question is there as it was, and nothing of Ada's");
}
