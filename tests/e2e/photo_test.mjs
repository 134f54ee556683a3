// Photos from the device's chooser to the server and back, as only a browser does it.
import { check, check_equal } from "./harness.mjs";
import { sign_in } from "./steps.mjs";

const picker = "拍照或选照片";
const place = "GPS 33.9 N 104.4 E";

/// A picture as a camera makes it: large, and with words beside it about where it was taken.
async function camera_picture(phone, name, color) {
  const drawn = await phone.page.evaluate(async (fill) => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 3000, height: 2000 });
    const context = canvas.getContext("2d");
    context.fillStyle = fill;
    context.fillRect(0, 0, 3000, 2000);
    for (let i = 0; i < 900; i += 1) {
      context.fillStyle = `hsl(${(i * 47) % 360} 60% 50%)`;
      context.fillRect((i * 173) % 3000, (i * 331) % 2000, 60, 45);
    }
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.95));
    return Array.from(new Uint8Array(await blob.arrayBuffer()));
  }, color);
  const words = Buffer.from(`Exif\0\0${place}`);
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, words.length + 2]), words]);
  const buffer = Buffer.concat([Buffer.from(drawn.slice(0, 2)), segment, Buffer.from(drawn.slice(2))]);
  return { name, mimeType: "image/jpeg", buffer };
}

async function choose(phone, files) {
  const opened = phone.page.waitForEvent("filechooser");
  await phone.tap("button", picker);
  await (await opened).setFiles(files);
}

async function finish_concern(phone, words) {
  await phone.type("说说是什么事", words);
  await phone.tap("radio", "路灯照明");
  await phone.tap("button", "下一步：在哪里");
  await phone.tap("radio", "银河小区");
  await phone.tap("button", "下一步：怎么联系");
  await phone.tap("button", "提交诉求");
}

/// What the server gives of the phone's photos, as text of one byte a character.
const served = (phone) =>
  phone.page.evaluate(async () => {
    const listed = await fetch("/api/v1/my_data").then((reply) => reply.json());
    const texts = [];
    for (const { id } of listed.photos) {
      const reply = await fetch(`/api/v1/photos/${id}`);
      const bytes = new Uint8Array(await reply.arrayBuffer());
      const size = await createImageBitmap(new Blob([bytes])).then((one) => [one.width, one.height]);
      texts.push({ size, status: reply.status, text: String.fromCharCode(...bytes.slice(0, 20_000)) });
    }
    return texts;
  });

const kept_photos = (phone) =>
  phone.page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.open("yangguang").onsuccess = ({ target: { result } }) => {
          const count = result.transaction("photos").objectStore("photos").count();
          count.onsuccess = () => resolve(count.result);
        };
      }),
  );

export default {
  "photos are chosen, made small, sent with a concern and shown": async ({ phone }) => {
    const resident = await phone();
    await sign_in(resident, "居民（示例）");
    await resident.go("/raise");
    const files = [
      await camera_picture(resident, "one.jpg", "#4a7"),
      await camera_picture(resident, "two.jpg", "#a47"),
      { name: "three.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture at all") },
    ];
    await choose(resident, files);
    await resident.sees("button", "照片 2");
    await resident.sees_text("这张图片打不开");
    await resident.picture("photos draft");
    await finish_concern(resident, "路灯灯罩掉了，悬在半空");
    await resident.tap("link", "看办到哪一步");
    await resident.sees("button", "照片 2", { exact: true });
    await resident.picture("photos concern");
    await resident.tap("button", "照片 1");
    await resident.sees("dialog", "照片 1 / 2");
    await resident.picture("photos whole");
    const photos = await served(resident);
    check_equal(photos.length, 2, "photos at the server");
    for (const { size, status, text } of photos) {
      check_equal(status, 200, "the answer");
      check_equal(size.join(), "1600,1067", "the size");
      check(!text.includes("GPS"), "the place where it was taken is gone");
    }
    await resident.wait_for(async () => (await kept_photos(resident)) === 0);

    const other = await phone();
    await sign_in(other, "志愿者（示例）");
    check_equal((await served(other)).length, 0, "photos that somebody else can see");
  },

  "photos kept offline survive a reload and arrive later": async ({ phone }) => {
    const resident = await phone();
    await sign_in(resident, "网格员（示例）");
    await resident.kept_for_offline();
    await resident.offline(true);
    await resident.go("/raise");
    await choose(resident, [await camera_picture(resident, "one.jpg", "#47a")]);
    await resident.sees("button", "照片 1");
    await resident.reload();
    await resident.go("/raise");
    await resident.sees("button", "照片 1"); // the draft's
    await finish_concern(resident, "电线杆歪了，快倒了");
    await resident.sees_text("已存在手机，有网络就自动送出");
    await resident.reload();
    check_equal(await kept_photos(resident), 1, "photos on the phone");
    await resident.offline(false);
    await resident.wait_for(async () => (await kept_photos(resident)) === 0);
    check_equal((await served(resident)).length, 1, "photos at the server");
  },
};
