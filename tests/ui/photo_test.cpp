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

}  // namespace yg::ui
