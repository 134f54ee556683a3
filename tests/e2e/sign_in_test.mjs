// Signing in with a telephone number, as a resident who was never here before.
import { check, check_equal } from "./harness.mjs";

export default {
  "a new resident signs in with a number and a code, and is still there after a reload": async ({
    phone,
  }) => {
    const visitor = await phone();
    await visitor.open("/me");
    await visitor.type("手机号", "139 0000 4567");
    await visitor.tap("button", "获取验证码");
    await visitor.sees_text("请先看《个人信息说明》");
    await visitor.tap("checkbox", "我已阅读并同意《个人信息说明》");
    await visitor.tap("button", "获取验证码");
    await visitor.sees_text("验证码已发到 139****4567");
    const shown = await visitor.page.locator("#semantics").getByText("演示：验证码是").textContent();
    const code = shown.match(/\d{6}/)?.[0];
    check(code, `no code in "${shown}"`);
    check(!(await visitor.node("button", "重新获取验证码").isEnabled()), "a second code at once");
    const field = visitor.node("textbox", "验证码");
    check_equal(await field.getAttribute("autocomplete"), "one-time-code", "what fills the code in");
    await visitor.type("验证码", code);
    await visitor.tap("button", "登录", { exact: true });
    await visitor.sees_text("139****4567");
    await visitor.sees_text("居民4567");
    await visitor.reload();
    await visitor.sees_text("居民4567");
  },
};
