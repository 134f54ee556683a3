// A phone without WebGL: the semantic elements are the page, and the three jobs can be done on it.
import { check, check_equal, phone_390, small_phone } from "./harness.mjs";

async function plain_phone(phone, options, preferences = {}) {
  const visitor = await phone(options);
  await visitor.context.addInitScript((chosen) => {
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return /webgl/.test(kind) ? null : get.call(this, kind, ...rest);
    };
    for (const [key, value] of Object.entries(chosen)) localStorage.setItem(key, value);
  }, preferences);
  visitor.press = (role, name, how) => visitor.node(role, name, how).click();
  visitor.fill = (name, text) => visitor.node("textbox", name).fill(text);
  return visitor;
}

/// What a person would see wrong at once.
const faults = (visitor) =>
  visitor.page.evaluate(() => {
    const found = [];
    const root = document.getElementById("semantics");
    const wide = document.documentElement.clientWidth;
    if (root.scrollWidth > root.clientWidth) found.push("the page is wider than the screen");
    // Bars and news lie over the page's end, as they should.
    const bars = [...root.children].filter((bar) => getComputedStyle(bar).position !== "static");
    const shown = [...root.querySelectorAll("[data-node]")].filter(
      (element) => !element.firstElementChild && !bars.some((bar) => bar.contains(element)),
    );
    let last = null;
    for (const element of shown) {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      // Long groups scroll by themselves.
      const group = element.closest("[role=radiogroup]")?.getBoundingClientRect();
      if (group && (box.top < group.top - 1 || box.bottom > group.bottom + 1)) continue;
      const what = `${element.tagName} "${element.textContent || element.ariaLabel}"`;
      if (box.left < 0 || box.right > wide + 0.5) found.push(`${what} leaves the screen`);
      if (/^(BUTTON|A|INPUT|TEXTAREA)$/.test(element.tagName) && box.height < 44)
        found.push(`${what} is only ${box.height} px high`);
      if (/^(INPUT|TEXTAREA)$/.test(element.tagName) && !element.labels?.length)
        found.push(`${what} has no label`);
      if (last && box.top < last.bottom - 1 && box.left < last.right - 1 && box.right > last.left + 1)
        found.push(`${what} lies over what is before it`);
      last = box;
    }
    return found;
  });

async function looks_tidy(visitor, name) {
  await visitor.at_rest();
  await visitor.picture(`plain-${name}`);
  check_equal(await faults(visitor), [], name);
}

async function sign_in_by_number(visitor, number) {
  await visitor.fill("手机号", number);
  await visitor.press("checkbox", "我已阅读并同意");
  await visitor.press("button", "获取验证码");
  await visitor.sees_text("验证码已发到");
  const words = visitor.page.locator("#semantics").getByText("演示：验证码是");
  const code = (await words.textContent()).match(/\d{6}/)[0];
  await visitor.fill("验证码", code);
  await visitor.press("button", "登录", { exact: true });
  await visitor.sees("button", "退出登录");
}

const jobs = (name, options, preferences, number) => ({
  [`without WebGL the three jobs can be done: ${name}`]: async ({ phone }) => {
    const visitor = await plain_phone(phone, options, preferences);
    const seen = (page) => looks_tidy(visitor, `${name.replace(/\W+/g, "-")}-${page}`);
    await visitor.open("/");
    await visitor.sees_no("heading", /^阳光网格$/);
    await seen("home");

    await visitor.go("/raise");
    await visitor.press("button", "下一步：在哪里");
    await visitor.page.locator("#semantics [role=alert]", { hasText: "请写几个字" }).waitFor();
    await seen("raise-errors");
    const words = `没有画布也能报：${name}`;
    await visitor.fill("说说是什么事", words);
    await visitor.press("radio", "路灯照明");
    await visitor.press("button", "下一步：在哪里");
    await visitor.press("radio", "银河小区");
    await seen("raise-where");
    await visitor.press("button", "下一步：怎么联系");
    await seen("raise-who");
    await visitor.press("link", "登录");
    await visitor.sees("textbox", "手机号");
    await seen("sign-in");
    await sign_in_by_number(visitor, number);
    await seen("me");
    await visitor.go("/raise/3");
    await visitor.press("button", "提交诉求");
    await visitor.sees_text("已送到网格员手里");
    await seen("sent");
    await visitor.press("link", "看办到哪一步");
    await visitor.sees_text(words);
    await seen("concern");
    await visitor.go("/concerns");
    await visitor.sees("link", words);
    await seen("concerns");

    await visitor.go("/rooms");
    await seen("rooms");
    await visitor.press("link", "舞蹈室");
    const days = visitor.page.locator("#semantics").getByRole("radiogroup", { name: "选一天" });
    await days.getByRole("radio").nth(2).click();
    await days.getByRole("radio", { checked: true }).nth(0).waitFor();
    await visitor.at_rest();
    const free = visitor.node("button", /，可约$/);
    const slot = await free.textContent();
    await free.click();
    await seen("room-slot");
    await visitor.press("button", "预约", { exact: true });
    await visitor.sees_text("约好了");
    await seen("booked");
    await visitor.sees("button", slot.replace("可约", "您约的"));

    await visitor.go("/activities");
    await seen("activities");
    // Large print shows the list anyway.
    if (await visitor.has("radio", "列表")) await visitor.press("radio", "列表");
    await visitor.press("link", /可报名|余 \d+ 名|还差/);
    await visitor.press("button", "报名", { exact: true });
    await visitor.sees_text("报上名了");
    await seen("signed-up");
  },
});

export default {
  ...jobs("phone", phone_390, {}, "13900001001"),
  ...jobs("small phone", small_phone, {}, "13900001002"),
  ...jobs("large print", small_phone, { elder: "on" }, "13900001003"),

  "without WebGL a field shows its name and its hint, and a long list goes on": async ({ phone }) => {
    const visitor = await plain_phone(phone);
    await visitor.open("/me");
    const { name, hint } = await visitor.node("textbox", "手机号").evaluate((field) => ({
      name: field.labels[0].getBoundingClientRect().height,
      hint: document.getElementById(field.getAttribute("aria-describedby")).textContent,
    }));
    check(name > 16, "the name of the field can't be seen");
    check(hint.length > 4, "the hint of the field can't be seen");
    await visitor.go("/concerns");
    const items = () => visitor.page.locator("#semantics li").count();
    await visitor.wait_for(async () => (await items()) === 10);
    const size = await visitor.page.locator("#semantics li").first().getAttribute("aria-setsize");
    await visitor.press("button", "再看");
    await visitor.wait_for(async () => (await items()) === Math.min(20, Number(size)));
    const large = await plain_phone(phone, {}, { elder: "on" });
    await large.open("/");
    const text_size = (of) =>
      of.page.evaluate(() => parseFloat(getComputedStyle(document.getElementById("semantics")).fontSize));
    check((await text_size(large)) > 1.3 * (await text_size(visitor)), "large print is not larger");
  },
};
