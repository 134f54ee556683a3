// Photos of a draft and of a concern, as a person meets them.
#include "ui/person.hpp"

#include "server/auth/secrets.hpp"
#include "server/test_jpeg.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

platform::KeptPhoto photo(int n) {
    return {.id = "019ab000-0000-7000-8000-10000000000" + std::to_string(n),
            .sha256 = std::string(64, 'a'),
            .bytes = 1000};
}

void choose(Person& person, int n) {
    person.phone.photos().choose(photo(n), std::string(1000, 'x'));
    person.settle();
}

}  // namespace

TEST_CASE("a chosen photo becomes a tile, is shown whole, and can be taken out again") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.go("/raise");
    CHECK(person.node(NodeRole::photo_picker, "拍照或选照片").value == "6");
    choose(person, 1);
    choose(person, 2);
    CHECK(person.node(NodeRole::photo_picker, "拍照或选照片").value == "4");
    person.activate(NodeRole::button, "照片 2");
    CHECK(person.sees(NodeRole::dialog, "照片 2 / 2"));
    person.activate(NodeRole::button, "上一张");
    CHECK(person.sees(NodeRole::dialog, "照片 1 / 2"));
    person.activate(NodeRole::button, "关闭");
    person.activate(NodeRole::button, "删除照片 1");
    CHECK_FALSE(person.sees(NodeRole::button, "照片 2"));
    CHECK(person.phone.portal().raise().photos[0].id.text() == photo(2).id);
}

TEST_CASE("a photo taken out by mistake comes back to its place") {
    sim::World world;
    Person person(world);
    person.go("/raise");
    for (int n = 1; n <= 3; ++n) choose(person, n);
    person.activate(NodeRole::button, "删除照片 2");
    person.activate(NodeRole::button, "撤销");
    REQUIRE(person.phone.portal().raise().photos.size() == 3);
    CHECK(person.phone.portal().raise().photos[1].id.text() == photo(2).id);
    CHECK(person.phone.disk().photos.size() == 3);
}

TEST_CASE("a tap on the middle of a tile opens the photo, in large print on a small phone too") {
    sim::World world;
    Person person(world);
    person.preferences.set("elder", "on");
    person.input = {.width = 360, .height = 640, .density = 2};
    person.go("/me");
    if (!person.node(NodeRole::switch_, "长辈版").checked) {
        person.activate(NodeRole::switch_, "长辈版");
    }
    person.input.height = 2000;  // The tile is on the screen.
    person.go("/raise");
    choose(person, 1);
    person.tap(NodeRole::button, "照片 1");
    CHECK(person.sees(NodeRole::dialog, "照片 1 / 1"));
    CHECK(person.phone.disk().photos.size() == 1);
}

TEST_CASE("six photos are enough: the seventh is not kept, nor can it be chosen") {
    sim::World world;
    Person person(world);
    person.go("/raise");
    for (int n = 1; n <= 7; ++n) choose(person, n);
    CHECK(person.sees(NodeRole::button, "照片 6"));
    CHECK_FALSE(person.sees(NodeRole::photo_picker, "拍照或选照片"));
    CHECK(person.phone.disk().photos.size() == 6);
}

TEST_CASE("a picture that can't be opened or kept says so, and what is safe") {
    sim::World world;
    Person person(world);
    person.go("/raise");
    person.phone.photos().choose_unreadable();
    person.settle();
    CHECK(person.sees_text("这张图片打不开"));
    person.phone.disk().refuses_photos = true;
    choose(person, 1);
    CHECK(person.sees_text("手机存不下这张照片"));
    CHECK_FALSE(person.sees(NodeRole::button, "照片 1"));
}

TEST_CASE("a draft's photos survive a killed page") {
    sim::World world;
    sim::Phone& phone = world.add_phone();
    phone.photos().choose(photo(1), std::string(1000, 'x'));
    world.settle();
    REQUIRE(phone.portal().raise().photos.size() == 1);
    phone.reload();
    REQUIRE(phone.portal().raise().photos.size() == 1);
    CHECK(phone.portal().raise().photos[0].sha256 == photo(1).sha256);
}

TEST_CASE("a page that is typed on before it knows its photos keeps them in the draft") {
    sim::World world;
    sim::Phone& phone = world.add_phone();
    phone.photos().choose(photo(1), std::string(1000, 'x'));
    world.settle();
    phone.kill();
    CHECK(phone.preferences().get("draft.photos").find(photo(1).id) != std::string::npos);
}

TEST_CASE("a concern's photos wait until the server has it, go there, and leave the phone") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    sim::Phone& phone = person.phone;
    const std::string jpeg = server::make_jpeg({.width = 64, .height = 48});
    phone.photos().choose({.id = photo(1).id,
                           .sha256 = server::sha256_hex(jpeg),
                           .bytes = static_cast<int>(jpeg.size())},
                          jpeg);
    person.settle();
    app::Raise& raise = phone.portal().raise();
    raise.words = "Rubbish behind gate 3";
    raise.category = raise.categories.front().id;
    raise.grid = raise.grids.front().id;
    const ConcernId id = raise.draft_id;
    phone.network().online = false;
    phone.portal().submit_concern();
    person.settle();
    person.go("/concerns/" + id.text());
    CHECK(person.sees(NodeRole::button, "照片 1, 已存在手机"));
    phone.portal().sign_out();
    person.settle();
    CHECK(phone.disk().photos.size() == 1);  // It would be lost.
    phone.network().online = true;
    phone.portal().on_online();
    person.settle();
    CHECK(person.sees(NodeRole::button, "照片 1"));
    CHECK(phone.disk().photos.empty());
    CHECK(world.server_count("SELECT count(*) FROM photo WHERE arrived_at > 0") == 1);
    CHECK(phone.portal().sync_state().waiting == 0);
}

namespace {

/// Raises a concern with one photo, as somebody who is signed in.
ConcernId raise_with_photo(Person& person, std::string_view words, int n) {
    sim::Phone& phone = person.phone;
    const std::string jpeg = server::make_jpeg({.width = 64 + n, .height = 48});
    phone.photos().choose({.id = photo(n).id,
                           .sha256 = server::sha256_hex(jpeg),
                           .bytes = static_cast<int>(jpeg.size())},
                          jpeg);
    person.settle();
    app::Raise& raise = phone.portal().raise();
    raise.words = words;
    raise.category = raise.categories.front().id;
    raise.grid = raise.grids.front().id;
    const ConcernId id = raise.draft_id;
    phone.portal().submit_concern();
    person.settle();
    return id;
}

}  // namespace

TEST_CASE("who sent enough photos for today reads that the rest is kept and goes on tomorrow") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    const ConcernId first = raise_with_photo(person, "Rubbish behind gate 3", 1);
    REQUIRE(world.server_count("SELECT count(*) FROM photo WHERE arrived_at > 0") == 1);
    REQUIRE(world.database
                ->run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 199) "
                      "INSERT INTO photo SELECT town_id, 'more-' || i, concern_id, i, sha256, "
                      "bytes, arrived_at, begun_at, begun_bytes FROM photo, n WHERE position = 0")
                .ok());
    const ConcernId second = raise_with_photo(person, "The lamp is broken", 2);
    person.go("/concerns/" + second.text());
    CHECK(person.sees(NodeRole::button, "照片 1, 明天接着传"));
    CHECK(person.sees_text("存在这台手机里，明天会自动接着传"));
    CHECK(person.phone.disk().photos.size() == 1);
    CHECK(first != second);
    world.clock.advance(day_ms);
    person.phone.portal().tick();
    person.settle();
    CHECK(person.sees(NodeRole::button, "照片 1"));
    CHECK(person.phone.disk().photos.empty());
}

TEST_CASE("a photo that the server knows nothing of is told of, and others go out past it") {
    sim::World world;
    Person person(world);
    person.sign_in("居民（示例）");
    person.phone.network().online = false;
    const ConcernId lost = raise_with_photo(person, "Rubbish behind gate 3", 1);
    const ConcernId other = raise_with_photo(person, "The lamp is broken", 2);
    sim::PhoneNetwork& network = person.phone.network();
    network.online = true;
    // The server doesn't know one when it comes, right after the push, but again when it is pulled.
    const auto rename = [&](const std::string& from, const std::string& to) {
        REQUIRE(world.database->run("UPDATE photo SET id = ?2 WHERE id = ?1", {from, to}).ok());
    };
    network.after_next_answer = [&] {
        rename(photo(1).id, "hidden");
        network.after_next_answer = [&] { rename("hidden", photo(1).id); };
    };
    person.phone.portal().on_online();
    person.settle();
    CHECK(world.server_count("SELECT count(*) FROM photo WHERE arrived_at > 0") == 1);
    person.go("/concerns/" + lost.text());
    CHECK(person.sees(NodeRole::button, "照片 1, 没送到"));
    CHECK(person.sees_text("照片存在这台手机里，会自动再试"));
    CHECK(person.phone.disk().photos.contains(photo(1).id));
    person.go("/concerns/" + other.text());
    CHECK(person.sees(NodeRole::button, "照片 1"));
    CHECK_FALSE(person.phone.disk().photos.contains(photo(2).id));
}

}  // namespace yg::ui
