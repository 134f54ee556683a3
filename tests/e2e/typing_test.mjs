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

  "a field and a choice that are pressed long are pressed all the same": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open("/raise");
    await visitor.press_long("radio", "路灯照明");
    await visitor.sees("radio", "路灯照明", { checked: true });
    await visitor.press_long("textbox", field);
    await visitor.has_focus(field);
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

  "emoji, rare characters and a long paste arrive whole": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open("/raise");
    // Outside of the basic plane: two UTF-16 units, four bytes in UTF-8.
    const rare = "👨‍👩‍👧 𠮷𡈽 宕昌羌寨🎶";
    await visitor.type(field, rare);
    check_equal(await visitor.text_of(field), rare, "the field");
    const long = "长".repeat(2000);
    await visitor.page.keyboard.insertText(long);
    check_equal(await visitor.text_of(field), rare + long, "the field after the paste");
    await visitor.sees_text("草稿已保存");
    await visitor.at_rest();
    await visitor.reload();
    check_equal(await visitor.text_of(field), rare + long, "the field after a reload");
  },

  "Enter inside a composition chooses its words and nothing else": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open("/concerns");
    const search = "搜地点、事情或编号";
    await visitor.tap("searchbox", search);
    await visitor.wait_for(() =>
      visitor.page.evaluate(() => document.activeElement?.type === "search"),
    );
    const session = await visitor.context.newCDPSession(visitor.page);
    await session.send("Input.imeSetComposition", {
      text: "lou dao",
      selectionStart: 7,
      selectionEnd: 7,
    });
    const enter = { key: "Process", code: "Enter", windowsVirtualKeyCode: 229 };
    await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...enter });
    await session.send("Input.insertText", { text: "楼道" });
    await session.send("Input.dispatchKeyEvent", { type: "keyUp", ...enter });
    const { kind, value } = await visitor.page.evaluate(() => ({
      kind: document.activeElement?.type,
      value: document.activeElement?.value,
    }));
    check_equal({ kind, value }, { kind: "search", value: "楼道" }, "the field that has the focus");
  },

  "the keyboard never hides the field being typed in": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open("/gallery");
    const name = "姓名";
    await visitor.tap("textbox", name);
    await visitor.has_focus(name);
    // What a phone's keyboard does: the visual viewport shrinks, the layout stays.
    const seen = 430;
    await visitor.page.evaluate((height) => {
      Object.defineProperty(visualViewport, "height", { value: height, configurable: true });
      visualViewport.dispatchEvent(new Event("resize"));
    }, seen);
    await visitor.wait_for(async () => {
      const { y, height } = await visitor.node("textbox", name).boundingBox();
      return y >= 0 && y + height <= seen;
    });
  },
};
