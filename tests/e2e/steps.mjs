// What people do in several tests, step by step as a person would.

export async function sign_in(phone, account) {
  await phone.open("/me");
  await phone.tap("button", account);
  await phone.sees_text(`已登录：${account}`);
}

/// Three steps of 我要说, up to the last button.
export async function write_concern(phone, { words, category, compound }) {
  await phone.go("/raise");
  await phone.type("说说是什么事", words);
  await phone.tap("radio", category);
  await phone.tap("button", "下一步：在哪里");
  await phone.tap("radio", compound);
  await phone.tap("button", "下一步：怎么联系");
  await phone.sees("button", "提交诉求");
}

/// A room's first free time on the day after tomorrow, chosen but not yet booked. Gives its name.
export async function choose_time(phone, room) {
  await phone.go("/rooms");
  await phone.tap("link", room);
  const days = phone.page.locator("#semantics").getByRole("radiogroup", { name: "选一天" });
  const day = await days.getByRole("radio").nth(2).textContent();
  await phone.tap("radio", day);
  await phone.sees("radio", day, { checked: true });
  const slot = await phone.node("button", /，可约$/).textContent();
  await phone.tap("button", slot);
  await phone.sees("button", "预约", { exact: true });
  return slot;
}
