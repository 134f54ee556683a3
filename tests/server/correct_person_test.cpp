// What people correct of themselves: the server's verdict, and who learns of it.
#include "server/test_server.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

namespace yg::server {
namespace {

domain::Refusal correct(TestServer& server, const std::string& cookie, std::string name,
                        std::string contact) {
    const auto answer = push_answer(
        server.push({.client_id = server.new_client(),
                     .settled_n = 0,
                     .commands = {server.command(
                         1, domain::CorrectPerson{std::move(name), std::move(contact)})}},
                    cookie));
    return answer.outcomes.at(0).refusal;
}

TEST_CASE("A person corrects their own name and number to call, and only their phones learn it") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    REQUIRE(correct(server, cookie, " 王𠮷 ", " 0939-8765432") == domain::Refusal::none);
    const auto rows = server.pull_all(server.new_client(), cookie);
    const std::string data = rows.at("user:p1 person p1").data;
    CHECK_THAT(data, Catch::Matchers::ContainsSubstring("\"name\":\"王𠮷\""));
    CHECK_THAT(data, Catch::Matchers::ContainsSubstring("\"contact\":\"0939-8765432\""));
    CHECK_THAT(data, Catch::Matchers::ContainsSubstring("\"phone\":\"13900000001\""));
    for (const auto& [key, row] : server.pull_all(server.new_client(), server.sign_in("p2"))) {
        CHECK_THAT(row.data, !Catch::Matchers::ContainsSubstring("0939-8765432"));
    }
}

TEST_CASE("A correction that the rules refuse changes nothing of the person") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    CHECK(correct(server, cookie, " ", "") == domain::Refusal::name_missing);
    CHECK(correct(server, cookie,
                  "a\x07"
                  "b",
                  "") == domain::Refusal::name_malformed);
    CHECK(correct(server, cookie, std::string(31, 'a'), "") == domain::Refusal::name_too_long);
    CHECK(correct(server, cookie, "Li", "no number") == domain::Refusal::contact_malformed);
    CHECK(server.count("person WHERE name = 'Resident one' AND contact = ''") == 1);
}

}  // namespace
}  // namespace yg::server
