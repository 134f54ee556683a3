// Several tabs of one phone.
import { check, check_equal } from "./harness.mjs";
import { sign_in, write_concern } from "./steps.mjs";

const account = "居民（示例）";
const place = { category: "路灯照明", compound: "华宇小区" };

/// A signed-in phone whose other tab, opened later, leads.
async function two_tabs(phone) {
  const first = await phone();
  await sign_in(first, account);
  const second = await first.another_tab();
  await second.open("/concerns");
  await second.sees("heading", "我的诉求");
  return [first, second];
}

async function raise(tab, words) {
  await write_concern(tab, { words, ...place });
  await tab.tap("button", "提交诉求");
}

const delivered = (words) => new RegExp(`${words}.*待受理`);

/// Which of them holds the lock.
const holders = (tab) =>
  tab.page.evaluate(async () => (await navigator.locks.query()).held.map(({ name }) => name));

export default {
  "what one tab raises shows in the other, and that it was delivered": async ({ phone }) => {
    const [first, second] = await two_tabs(phone);
    const words = "电梯门关不严";
    await first.offline(true);
    await raise(first, words);
    await first.sees_text("已存在手机，有网络就自动送出");
    await second.sees("link", new RegExp(`${words}.*已存在手机`));
    await first.offline(false);
    await first.sees_text("已送到网格员手里");
    await second.sees("link", delivered(words));
    check_equal(await holders(first), ["yangguang"], "the locks");
    const seen = await second.page.getByRole("link", { name: words }).count();
    check_equal(seen, 1, "the concern in the other tab's list");
  },

  "when the leading tab closes, the other goes on and keeps the image": async ({ phone }) => {
    const [first, second] = await two_tabs(phone);
    const words = "健身器材的螺丝松了";
    await second.page.close();
    await raise(first, words);
    await first.sees_text("已送到网格员手里");
    await first.kept_for_offline();
    await first.offline(true);
    await first.go("/concerns");
    await first.sees("link", delivered(words));
    await first.reload();
    await first.sees("link", delivered(words));
  },

  "a frozen tab hinders nobody, and both agree when it thaws": async ({ phone }) => {
    const [first, second] = await two_tabs(phone);
    const browser = await second.context.newCDPSession(second.page);
    const life = (state) => browser.send("Page.setWebLifecycleState", { state });
    await life("frozen");
    const words = "花坛里有人倒垃圾";
    await raise(first, words);
    await first.sees_text("已送到网格员手里");
    await life("active");
    await second.sees("link", delivered(words));
    await first.go("/concerns");
    await first.sees("link", delivered(words));
  },

  "signing out in one tab signs the other out": async ({ phone }) => {
    const [first, second] = await two_tabs(phone);
    await first.page.bringToFront();
    await first.go("/me");
    await first.tap("button", "退出登录");
    await first.tap("button", "退出登录");
    await second.sees("heading", "我要查");
    await second.wait_for(async () => !(await second.has("heading", "我的诉求")));
    // Whoever signs in next is signed in in both, and can use either.
    await sign_in(first, "老年居民（示例）");
    await second.sees("heading", "我的诉求");
    const words = "长椅断了一条腿";
    await second.page.bringToFront();
    await raise(second, words);
    await second.sees_text("已送到网格员手里");
    await first.go("/concerns");
    await first.sees("link", delivered(words));
    check((await holders(second)).length === 1, "not one leader");
  },
};
