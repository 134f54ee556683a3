// Text fields are the browser's own: the keyboard, input methods and the clipboard work in them.
import { check, check_equal, small_phone } from "./harness.mjs";

const field = "说说是什么事";

// What a phone's keyboard does: the visual viewport shrinks, the layout stays.
const show_keyboard = (phone, seen) =>
  phone.page.evaluate((height) => {
    Object.defineProperty(visualViewport, "height", { value: height, configurable: true });
    visualViewport.dispatchEvent(new Event("resize"));
  }, seen);

/// The height that the focused field has for its text, and the height the browser gives the text.
const text_heights = (phone) =>
  phone.page.evaluate(() => {
    const field = document.activeElement;
    const { paddingTop, paddingBottom, height } = getComputedStyle(field);
    const padding = parseFloat(paddingTop) + parseFloat(paddingBottom);
    const own = field.style.height;
    field.style.height = "0";
    const browser = field.scrollHeight - padding;
    field.style.height = own;
    return { drawn: parseFloat(height) - padding, browser };
  });

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
    // What the program was told is what it keeps.
    await visitor.sees_text("草稿已保存");
    await visitor.at_rest();
    await visitor.reload();
    check_equal(await visitor.text_of(field), "楼道堆物", "the draft after a reload");
  },

  "a search waits until the input method is done": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open("/concerns");
    await visitor.tap("searchbox", "搜地点、事情或编号");
    await visitor.wait_for(() =>
      visitor.page.evaluate(() => document.activeElement?.type === "search"),
    );
    const session = await visitor.context.newCDPSession(visitor.page);
    const half = { text: "lu deng", selectionStart: 7, selectionEnd: 7 };
    await visitor.sees("listitem", "");
    await session.send("Input.imeSetComposition", half);
    await visitor.at_rest();
    check(await visitor.has("listitem", ""), "the list was searched for half a word");
    await session.send("Input.insertText", { text: "没有这样的事" });
    await visitor.sees_no("listitem", "");
  },

  "a field breaks its lines where the input over it does": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open("/raise");
    await visitor.tap("textbox", field);
    await visitor.has_focus(field);
    const texts = [
      "舞蹈室（示例）的灯坏了，大概有 5 分钟会闪一下，已经是第 3 天了，麻烦网格员（示例）来看一看，谢谢您！",
      "昨天 18:30 在银河小区 12 号楼 3 单元门口，“纸箱”堆了 2 米高；物业公司 · 社区都说不归他们管……怎么办？",
      "The lamp at No. 12 has been off since Monday (3 days), please send somebody; call 0394-1234567 after 18:00.",
      "编号 XC-1124-0007：水费 35.5 元/月，涨了 20%，《通知》贴在一楼，“没人看见”。\n第二段\n\n",
      "长".repeat(70),
    ];
    for (const text of texts) {
      await visitor.node("textbox", field).fill(text);
      await visitor.at_rest();
      const { drawn, browser } = await text_heights(visitor);
      check(browser <= drawn + 1, `cut: ${browser} > ${drawn} of "${text}"`);
      if (browser > 3 * 26) check_equal(Math.round(drawn), browser, `the height of "${text}"`);
    }
  },

  "many lines typed over a keyboard stay in sight": async ({ phone }) => {
    const visitor = await phone(small_phone);
    await visitor.open("/raise");
    await visitor.tap("textbox", field);
    await visitor.has_focus(field);
    await show_keyboard(visitor, 340);
    for (let line = 1; line <= 10; line += 1) {
      await visitor.page.keyboard.insertText(`第 ${line} 行`);
      await visitor.page.keyboard.press("Enter");
    }
    await visitor.at_rest();
    await visitor.picture("typing-small-phone");
    const found = await visitor.page.evaluate(() => {
      const field = document.activeElement;
      const action = document.querySelector("#semantics > section").getBoundingClientRect();
      return {
        over: field.getBoundingClientRect().bottom - action.top,
        // Browsers bring the caret into sight, not the room below the last line.
        below:
          field.scrollHeight -
          parseFloat(getComputedStyle(field).paddingBottom) -
          field.clientHeight -
          field.scrollTop,
      };
    });
    check(found.over <= 0, `the field lies ${found.over} px under the bar`);
    check(found.below <= 1, `the last line lies ${found.below} px below the field`);
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
    const seen = 430;
    await show_keyboard(visitor, seen);
    await visitor.wait_for(async () => {
      const { y, height } = await visitor.node("textbox", name).boundingBox();
      return y >= 0 && y + height <= seen;
    });
  },

  "a tap that only stops the page opens no keyboard": async ({ phone }) => {
    const visitor = await phone();
    await visitor.open("/gallery");
    const focused = () =>
      visitor.page.evaluate(() => document.activeElement !== document.body);
    const name = await visitor.reach("textbox", "姓名");
    await visitor.touch("touchStart", [{ x: 200, y: 700 }]);
    for (let step = 1; step <= 6; step += 1) {
      await visitor.touch("touchMove", [{ x: 200, y: 700 - step * 30 }]);
    }
    await visitor.touch("touchEnd", []);
    await visitor.touch("touchStart", [name]);
    await visitor.touch("touchEnd", []);
    await visitor.at_rest();
    check(!(await focused()), "a keyboard");
  },

  "an emoji has its own colours": async ({ phone }) => {
    const visitor = await phone();
    // A device with a font of coloured emoji, whatever fonts this one has.
    await visitor.context.addInitScript(() => {
      const draw = CanvasRenderingContext2D.prototype.fillText;
      CanvasRenderingContext2D.prototype.fillText = function (text, x, y, ...rest) {
        if (text !== "😀") return draw.call(this, text, x, y, ...rest);
        const size = parseFloat(this.font.match(/([\d.]+)px/)[1]);
        this.save();
        this.fillStyle = "#fc2";
        this.fillRect(x, y - size * 0.7, size * 0.8, size * 0.8);
        this.restore();
      };
    });
    await visitor.open("/raise");
    await visitor.type(field, "😀😀😀");
    await visitor.page.evaluate(() => document.activeElement.blur());
    await visitor.at_rest();
    const { x, y, height } = await visitor.node("textbox", field).boundingBox();
    const shot = await visitor.page.screenshot({ clip: { x, y, width: 80, height } });
    const yellow = await visitor.page.evaluate(async (bytes) => {
      const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      let found = 0;
      for (let at = 0; at < data.length; at += 4) {
        if (data[at] > 200 && data[at + 1] > 150 && data[at + 2] < 120) found += 1;
      }
      return found;
    }, [...shot]);
    check(yellow > 300, `${yellow} yellow pixels`);
  },
};
