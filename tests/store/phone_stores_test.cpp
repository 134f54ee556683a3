#include "store/held_store.hpp"

#include "store/pending_store.hpp"
#include "store/town_database.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::store;
using test::town;

namespace {

auto phone() {
    return test::migrated(Side::phone);
}

}  // namespace

TEST_CASE("Pending commands are kept in order until they are confirmed") {
    auto database = phone();
    for (const int n : {2, 1, 3}) {
        REQUIRE(
            put_pending(*database, town, {n, "c" + std::to_string(n), "book_room", "{}", {1, 0, 2}})
                .ok());
    }
    auto pending = list_pending(*database, town).value();
    REQUIRE(pending.size() == 3);
    CHECK(pending[0].n == 1);
    CHECK(pending[0].changeset == Bytes{1, 0, 2});
    REQUIRE(put_pending(*database, town, {1, "c1", "book_room", "{}", {}}).ok());
    CHECK(list_pending(*database, town).value()[0].changeset.empty());
    REQUIRE(remove_pending_through(*database, town, 2).ok());
    CHECK(list_pending(*database, town).value().size() == 1);
    REQUIRE(clear_pending(*database, town).ok());
    CHECK(list_pending(*database, town).value().empty());
}

TEST_CASE("A refusal is told once, until the person has seen it") {
    auto database = phone();
    const RefusedCommand refused{3, "c3", "book_room", "{}", domain::Refusal::room_taken, 100};
    REQUIRE(put_refused(*database, town, refused).ok());
    REQUIRE(put_refused(*database, town, refused).ok());
    auto told = list_refused(*database, town).value();
    REQUIRE(told.size() == 1);
    CHECK(told[0].refusal == domain::Refusal::room_taken);
    REQUIRE(remove_refused(*database, town, "c3").ok());
    CHECK(list_refused(*database, town).value().empty());
}

TEST_CASE("How far outcomes are known starts at zero and is kept") {
    auto database = phone();
    CHECK(load_confirmed_n(*database, town).value() == 0);
    REQUIRE(save_confirmed_n(*database, town, 7).ok());
    REQUIRE(save_confirmed_n(*database, town, 8).ok());
    CHECK(load_confirmed_n(*database, town).value() == 8);
}

TEST_CASE("A row leaves when the last scope that gave it does") {
    auto database = phone();
    REQUIRE(hold_row(*database, town, "public", "concern", "a").ok());
    REQUIRE(hold_row(*database, town, "user:li", "concern", "a").ok());
    REQUIRE(hold_row(*database, town, "user:li", "concern", "a").ok());
    CHECK_FALSE(let_go_of_row(*database, town, "public", "concern", "a").value());
    CHECK(let_go_of_row(*database, town, "user:li", "concern", "a").value());
}

TEST_CASE("Leaving a scope gives the rows that no other scope holds") {
    auto database = phone();
    REQUIRE(hold_row(*database, town, "public", "concern", "shared").ok());
    REQUIRE(hold_row(*database, town, "user:li", "concern", "shared").ok());
    REQUIRE(hold_row(*database, town, "user:li", "person", "li").ok());
    const auto gone = let_go_of_scope(*database, town, "user:li").value();
    REQUIRE(gone.size() == 1);
    CHECK(gone[0].entity == "person");
    CHECK(gone[0].id == "li");
    CHECK(let_go_of_row(*database, town, "public", "concern", "shared").value());
}

TEST_CASE("The cookie remembers how far each scope was pulled") {
    auto database = phone();
    REQUIRE(save_cookie_entry(*database, town, "public", 5).ok());
    REQUIRE(save_cookie_entry(*database, town, "public", 9).ok());
    REQUIRE(save_cookie_entry(*database, town, "user:li", 7).ok());
    CHECK(load_cookie(*database, town).value() == Cookie{{"public", 9}, {"user:li", 7}});
    REQUIRE(remove_cookie_entry(*database, town, "user:li").ok());
    CHECK(load_cookie(*database, town).value() == Cookie{{"public", 9}});
}
