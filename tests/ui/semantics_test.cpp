#include "ui/kit/semantics.hpp"

#include "platform/headless/headless_semantics.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::ui {
namespace {

using platform::NodeRole;

struct Tree {
    platform::HeadlessSemantics view;
    Semantics semantics{view};
};

TEST_CASE("an unchanged tree is not published again") {
    Tree tree;
    for (int frame = 0; frame < 3; ++frame) {
        tree.semantics.begin_frame();
        tree.semantics.add(1, NodeRole::button, "a", {0, 0, 10, 10});
        tree.semantics.end_frame();
    }
    CHECK(tree.view.publications == 1);
    tree.semantics.begin_frame();
    tree.semantics.add(1, NodeRole::button, "a", {0, 1, 10, 10});
    tree.semantics.end_frame();
    CHECK(tree.view.publications == 2);
}

TEST_CASE("parents come before their children") {
    Tree tree;
    tree.semantics.begin_frame();
    tree.semantics.add(1, NodeRole::main, "", {0, 0, 100, 100});
    tree.semantics.open(1);
    tree.semantics.add(2, NodeRole::text, "inside", {0, 0, 10, 10});
    tree.semantics.close();
    tree.semantics.add(3, NodeRole::text, "outside", {0, 0, 10, 10});
    tree.semantics.end_frame();
    REQUIRE(tree.view.nodes.size() == 3);
    CHECK(tree.view.nodes[1].parent == 1);
    CHECK(tree.view.nodes[2].parent == platform::no_node);
}

TEST_CASE("bars at the bottom are read last though they are drawn first") {
    Tree tree;
    tree.semantics.begin_frame();
    tree.semantics.begin_last();
    tree.semantics.add(1, NodeRole::button, "send", {0, 0, 10, 10});
    tree.semantics.end_last();
    tree.semantics.add(2, NodeRole::text, "words", {0, 0, 10, 10});
    tree.semantics.end_frame();
    CHECK(tree.view.nodes.front().name == "words");
    CHECK(tree.view.nodes.back().name == "send");
}

TEST_CASE("what a dialog covers can be neither read nor hit") {
    Tree tree;
    tree.semantics.begin_frame();
    tree.semantics.begin_last();
    tree.semantics.add(1, NodeRole::button, "tab", {0, 0, 100, 100});
    tree.semantics.end_last();
    tree.semantics.add(2, NodeRole::button, "page", {0, 0, 100, 100});
    tree.semantics.cover_everything();
    tree.semantics.add(3, NodeRole::dialog, "sure?", {0, 50, 100, 50});
    tree.semantics.open(3);
    tree.semantics.add(4, NodeRole::button, "yes", {0, 60, 100, 20});
    tree.semantics.close();
    tree.semantics.end_frame();
    CHECK(tree.view.nodes.size() == 2);
    CHECK(tree.semantics.hit({10, 10}) == nullptr);
    REQUIRE(tree.semantics.hit({10, 70}) != nullptr);
    CHECK(tree.semantics.hit({10, 70})->id == 4);
}

TEST_CASE("a hit finds the topmost usable node inside its clip") {
    Tree tree;
    tree.semantics.begin_frame();
    tree.semantics.set_clip(Rect{0, 0, 100, 50});
    tree.semantics.add(1, NodeRole::button, "below", {0, 0, 100, 100});
    tree.semantics.add(2, NodeRole::link, "above", {0, 0, 50, 100});
    tree.semantics.add(3, NodeRole::text, "words", {0, 0, 50, 100});
    tree.semantics.set_clip(std::nullopt);
    tree.semantics.end_frame();
    CHECK(tree.semantics.hit({10, 10})->id == 2);
    CHECK(tree.semantics.hit({80, 10})->id == 1);
    CHECK(tree.semantics.hit({10, 60}) == nullptr);
}

}  // namespace
}  // namespace yg::ui
