// Text fields are the browser's own: the keyboard, input methods and the clipboard work in them.
import { check_equal } from "./harness.mjs";

const field = "说说是什么事";

export default {
  "a tap on a drawn field opens it for typing": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open("/raise");
    await visitor.type(field, "楼道里堆了东西");
    check_equal(await visitor.text_of(field), "楼道里堆了东西", "the field");
    await visitor.sees_text("草稿已保存");
  },

  "an input method composes without being disturbed": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open("/raise");
    await visitor.tap("textbox", field);
    await visitor.has_focus(field);
    await visitor.compose(["l", "lou", "lou dao", "楼道"], "楼道");
    await visitor.compose(["d", "dui", "堆"], "堆物");
    check_equal(await visitor.text_of(field), "楼道堆物", "the field");
  },

  "what was typed is there again after a reload": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open("/raise");
    await visitor.type(field, "水管漏水");
    await visitor.sees_text("草稿已保存");
    await visitor.reload();
    check_equal(await visitor.text_of(field), "水管漏水", "the field after the reload");
  },

  "a tap elsewhere leaves the field": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open("/raise");
    await visitor.type(field, "一");
    await visitor.tap("radio", "楼道堆物");
    await visitor.wait_for(() =>
      visitor.page.evaluate(() => document.activeElement === document.body),
    );
  },
};
