// Photos of a draft and of a concern, as a person meets them.
#include "ui/person.hpp"

#include "base/ids.hpp"

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
    CHECK(person.phone.disk().photos.size() == 1);
    CHECK(person.phone.disk().photos.contains(photo(2).id));
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

}  // namespace yg::ui
