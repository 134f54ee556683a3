// The browser's own way back: what lies over a page closes first, a form goes back step by step, and
// the keyboard stays in what lies over the page.
import { check, check_equal } from "./harness.mjs";
import { write_concern, sign_in } from "./steps.mjs";

const route = (phone) => phone.page.evaluate(() => location.hash);
const steps = (phone) => phone.page.evaluate(() => history.length);

async function comes_to(phone, hash) {
  await phone.wait_for(async () => (await route(phone)) === hash);
  await phone.at_rest();
}

export default {
  "the way back closes a sheet and stays on the page": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open("/rooms");
    await visitor.tap("link", "书画室");
    await visitor.tap("button", "场地说明");
    await visitor.sees("dialog", "书画室");
    await visitor.page.goBack();
    await visitor.sees_no("dialog", "书画室");
    check_equal(await route(visitor), "#/rooms/shuhua", "the page under the sheet");
    // Forward leads nowhere: nothing lies over the page any more.
    await visitor.page.goForward();
    await visitor.at_rest();
    check(!(await visitor.has("dialog", "书画室")), "the sheet is open again");
    await visitor.page.goBack();
    await comes_to(visitor, "#/rooms");
    await visitor.sees("heading", "约场地");
  },

  "a sheet that is closed by its button leaves no step behind": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open("/rooms");
    await visitor.tap("link", "书画室");
    await visitor.at_rest();
    let after_first = 0;
    for (let times = 0; times < 3; times += 1) {
      await visitor.tap("button", "场地说明");
      await visitor.sees("dialog", "书画室");
      await visitor.tap("button", "关闭");
      await visitor.sees_no("dialog", "书画室");
      await visitor.page.waitForFunction(() => !history.state?.over);
      after_first ||= await steps(visitor);
      check_equal(await steps(visitor), after_first, "steps in the history");
    }
    await visitor.page.goBack();
    await comes_to(visitor, "#/rooms");
  },

  "a page loaded anew under a sheet needs one step back, not two": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open("/rooms");
    await visitor.tap("link", "书画室");
    await visitor.tap("button", "场地说明");
    await visitor.sees("dialog", "书画室");
    await visitor.reload();
    await visitor.sees("heading", "书画室");
    await visitor.page.waitForFunction(() => !history.state?.over);
    await visitor.page.goBack();
    await comes_to(visitor, "#/rooms");
  },

  "the way back leads through the steps of 我要说 and keeps the draft": async ({ phone }) => {
    const resident = await phone();
    await sign_in(resident, "居民（示例）");
    const words = "路灯晚上不亮";
    await write_concern(resident, { words, category: "路灯", compound: "银河小区" });
    await comes_to(resident, "#/raise/3");
    await resident.page.goBack();
    await comes_to(resident, "#/raise/2");
    await resident.sees("radio", "银河小区", { checked: true });
    await resident.page.goBack();
    await comes_to(resident, "#/raise");
    check_equal(await resident.text_of("说说是什么事"), words, "the draft");
    await resident.page.goForward();
    await comes_to(resident, "#/raise/2");
    await resident.page.goForward();
    await comes_to(resident, "#/raise/3");
    await resident.tap("button", "提交诉求");
    await resident.sees("button", "再说一件");
    await comes_to(resident, "#/raise");
    await resident.page.goBack();
    await comes_to(resident, "#/me");
  },

  "Tab stays inside a dialog, and its end gives the focus back": async ({ phone }) => {
    const visitor = await phone({ viewport: { width: 1280, height: 800 } });
    await visitor.open("/rooms/shuhua");
    const opener = visitor.node("button", "场地说明");
    await opener.focus();
    await visitor.page.keyboard.press("Enter");
    await visitor.sees("dialog", "书画室");
    await visitor.at_rest();
    for (let times = 0; times < 30; times += 1) {
      await visitor.page.keyboard.press(times < 20 ? "Tab" : "Shift+Tab");
      const where = await visitor.page.evaluate(() => {
        const { activeElement } = document;
        if (activeElement === document.body) return "page";
        return activeElement.closest("[role=dialog]") ? "dialog" : activeElement.outerHTML;
      });
      // Past its ends the browser's own bars have the focus, never what lies under the dialog.
      check(where === "dialog" || where === "page", `Tab left the dialog for ${where}`);
    }
    await visitor.page.keyboard.press("Escape");
    await visitor.sees_no("dialog", "书画室");
    await visitor.wait_for(() => opener.evaluate((element) => element === document.activeElement));
  },
};
