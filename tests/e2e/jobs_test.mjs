// The three jobs: raising a concern, booking a room, joining an activity.
import { check, check_equal } from "./harness.mjs";
import { choose_time, sign_in, write_concern } from "./steps.mjs";

export default {
  "a concern is raised and then found with its state": async ({ phone }) => {
    const resident = await phone();
    await sign_in(resident, "居民（示例）");
    const words = "三单元楼道里堆满了纸箱，过不去";
    await write_concern(resident, { words, category: "楼道堆物", compound: "银河小区" });
    await resident.tap("button", "提交诉求");
    await resident.sees_text("已送到网格员手里");
    await resident.tap("link", "看办到哪一步");
    await resident.sees_text(words);
    await resident.sees_text("待受理");
    await resident.go("/concerns");
    await resident.sees("link", words);
  },

  "a room's free time is booked and shown among mine": async ({ phone }) => {
    const resident = await phone();
    await sign_in(resident, "志愿者（示例）");
    const slot = await choose_time(resident, "舞蹈室");
    await resident.tap("button", "预约", { exact: true });
    await resident.sees_text("约好了");
    await resident.sees("button", slot.replace("可约", "您约的"));
    await resident.go("/me");
    await resident.sees("link", "舞蹈室");
  },

  "an activity of this month is joined and left again": async ({ phone }) => {
    const resident = await phone();
    await sign_in(resident, "网格员（示例）");
    await resident.go("/activities");
    await resident.tap("radio", "列表");
    await resident.tap("link", /可报名|余 \d+ 名|还差/);
    await resident.tap("button", "报名", { exact: true });
    await resident.sees_text("报上名了");
    await resident.tap("button", "取消报名");
    await resident.sees("dialog", "不参加了？");
    await resident.tap("button", "取消报名");
    await resident.sees("button", "报名", { exact: true });
  },

  "a concern written offline survives a reload and is sent once": async ({ phone, server }) => {
    const resident = await phone();
    await sign_in(resident, "居民（示例）");
    await resident.kept_for_offline();
    await resident.offline(true);
    const words = "路灯坏了两天，晚上看不见路";
    await write_concern(resident, { words, category: "路灯照明", compound: "华宇小区" });
    await resident.tap("button", "提交诉求");
    await resident.sees_text("已存在手机，有网络就自动送出");
    await resident.reload();
    await resident.go("/concerns");
    await resident.sees("link", words);
    await resident.offline(false);
    await resident.sees_text("已送达");
    await resident.sees("link", new RegExp(`${words}.*待受理`));
    const mine = await resident.page.getByRole("link", { name: words }).count();
    check_equal(mine, 1, "the concern in the list");

    // What a person working for the community sees is what the server has.
    const again = await phone();
    await sign_in(again, "居民（示例）");
    await again.go("/concerns");
    await again.sees("link", words);
    check_equal(await again.page.getByRole("link", { name: words }).count(), 1, "sent copies");
    check(server.log.length > 0, "the server said nothing");
  },

  "a page closed while a concern is being saved keeps the words": async ({ phone }) => {
    const resident = await phone();
    await sign_in(resident, "居民（示例）");
    await resident.kept_for_offline();
    await resident.offline(true);
    const words = "井盖松了，车一过就响";
    await write_concern(resident, { words, category: "井盖雨箅", compound: "华宇小区" });
    const promises = await resident.page.getByText("已存在手机").count();
    check_equal(promises, 0, "promises made for a mere draft");
    await resident.tap("button", "提交诉求");
    await resident.reload();
    // Either it was submitted, or its words wait in the form: never neither.
    await resident.go("/concerns");
    await resident.sees("heading", "我要查");
    if (await resident.has("link", words)) return;
    await resident.go("/raise");
    await resident.sees("textbox", "说说是什么事");
    check_equal(await resident.node("textbox", "说说是什么事").inputValue(), words, "the draft");
  },

  "two phones book one time: one gets it, the other is told": async ({ phone }) => {
    const [first, second] = [await phone(), await phone()];
    await sign_in(first, "居民（示例）");
    await sign_in(second, "老年居民（示例）");
    const slot = await choose_time(first, "舞蹈室");
    check_equal(await choose_time(second, "舞蹈室"), slot, "the second phone's time");
    await second.offline(true);
    await second.tap("button", "预约", { exact: true });
    await second.sees("button", slot.replace("可约", "您约的"));
    await first.tap("button", "预约", { exact: true });
    await first.sees_text("约好了");
    await second.offline(false);
    await second.sees_text("没有办成：这个时间刚被约走");
    await second.sees("button", slot.replace("可约", "已约"));
    await second.sees_text("这些时间还空着");
  },
};
