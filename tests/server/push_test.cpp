#include "server/small_town.hpp"
#include "server/test_server.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

namespace yg::server {
namespace {

using domain::Refusal;

std::string push_body(std::string_view client, std::string_view commands) {
    return std::string(R"({"protocol":4,"client_id":")")
        .append(client)
        .append(R"(","settled_n":0,"commands":)")
        .append(commands)
        .append("}");
}

TEST_CASE("A pushed concern is stored and answered as applied") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const domain::SubmitConcern concern = server.concern();
    const auto answer = push_answer(server.push(
        {.client_id = server.new_client(), .commands = {server.command(1, concern)}}, cookie));
    CHECK(answer.last_n == 1);
    REQUIRE(answer.outcomes.size() == 1);
    CHECK(answer.outcomes[0].n == 1);
    CHECK(answer.outcomes[0].refusal == Refusal::none);
    CHECK(server.count("concern WHERE id = '" + concern.id.text() + "' AND reporter_id = 'p1'") ==
          1);
}

TEST_CASE("Words of one's own don't become public as a compound") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const ClientId client = server.new_client();
    domain::SubmitConcern concern = server.concern();
    concern.compound = "3-2-501, call 13900000001";
    const auto refused = push_answer(
        server.push({.client_id = client, .commands = {server.command(1, concern)}}, cookie));
    CHECK(refused.outcomes.at(0).refusal == Refusal::compound_unknown);
    concern.compound = "Garden";
    const auto taken = push_answer(
        server.push({.client_id = client, .commands = {server.command(2, concern)}}, cookie));
    CHECK(taken.outcomes.at(0).refusal == Refusal::none);
    CHECK(server.dump().find("3-2-501") == std::string::npos);
    CHECK(server.pull_all(server.new_client())
              .at("public concern " + concern.id.text())
              .data.find(R"("compound":"Garden")") != std::string::npos);
}

TEST_CASE(
    "A database that a command doesn't fit answers 503, and the commands wait for a better one") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const codec::PushRequest request{.client_id = server.new_client(),
                                     .commands = {server.command(1, server.concern())}};
    REQUIRE(server.database->run_script("ALTER TABLE concern_counter RENAME TO lost").ok());
    const std::string before = server.dump();
    const Response response = server.push(request, cookie);
    CHECK(response.status == 503);
    CHECK(server.dump() == before);
    REQUIRE_FALSE(server.logged.empty());
    CHECK(server.logged.back().find("event=failure doing=push") != std::string::npos);
    REQUIRE(server.database->run_script("ALTER TABLE lost RENAME TO concern_counter").ok());
    CHECK(push_answer(server.push(request, cookie)).outcomes.at(0).refusal == Refusal::none);
}

TEST_CASE("A command that the database refuses, though no rule did, is logged and counted") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    REQUIRE(server.database
                ->run_script("CREATE UNIQUE INDEX wrong ON concern (words) WHERE created_at > " +
                             std::to_string(server.now - 1))
                .ok());
    const auto answer = push_answer(server.push(
        {.client_id = server.new_client(),
         .commands = {server.command(1, server.concern()), server.command(2, server.concern())}},
        cookie));
    CHECK(answer.outcomes.at(0).refusal == Refusal::none);
    CHECK(answer.outcomes.at(1).refusal == Refusal::already_exists);
    REQUIRE_FALSE(server.logged.empty());
    CHECK(server.logged.back().find("event=command_refused_by_error") != std::string::npos);
    CHECK(server.logged.back().find("Rubbish") == std::string::npos);
    CHECK(server.metrics->text().find("portal_command_errors_total 1\n") != std::string::npos);
}

TEST_CASE("A push that is sent again gives the same outcomes and changes nothing") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    domain::SubmitConcern faulty = server.concern();
    faulty.grid = GridId::trusted("nowhere");
    const codec::PushRequest request{
        .client_id = server.new_client(),
        .commands = {server.command(1, server.concern()), server.command(2, faulty)}};
    const Response first = server.push(request, cookie);
    CHECK(push_answer(first).outcomes[1].refusal == Refusal::grid_unknown);
    const std::string before = server.dump();
    CHECK(server.push(request, cookie).body == first.body);
    CHECK(server.dump() == before);
}

TEST_CASE("A replay may be followed by new commands in the same push") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    codec::PushRequest request{.client_id = server.new_client(),
                               .commands = {server.command(1, server.concern())}};
    push_answer(server.push(request, cookie));
    request.commands.push_back(server.command(2, server.concern()));
    const auto answer = push_answer(server.push(request, cookie));
    CHECK(answer.last_n == 2);
    CHECK(answer.outcomes.size() == 2);
    CHECK(server.count("concern WHERE reporter_id = 'p1'") == 2);
}

TEST_CASE("A number used before for another command is a conflict") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const ClientId client = server.new_client();
    push_answer(server.push(
        {.client_id = client, .commands = {server.command(1, server.concern())}}, cookie));
    const std::string before = server.dump();
    const Response response = server.push(
        {.client_id = client,
         .commands = {server.command(1, server.concern()), server.command(2, server.concern())}},
        cookie);
    CHECK(response.status == 409);
    CHECK(code_of(response) == "conflicting_replay");
    CHECK(server.dump() == before);
}

TEST_CASE("A missing number stops the whole push and names the next one") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const ClientId client = server.new_client();
    push_answer(server.push(
        {.client_id = client, .commands = {server.command(1, server.concern())}}, cookie));
    const std::string before = server.dump();
    const Response response = server.push(
        {.client_id = client, .commands = {server.command(3, server.concern())}}, cookie);
    CHECK(response.status == 409);
    CHECK(code_of(response) == "out_of_order");
    CHECK(codec::decode_error_answer(response.content()).value().detail == "The next n is 2.");
    CHECK(server.dump() == before);
}

TEST_CASE("Commands of one person are turned away from another one's session") {
    TestServer server;
    codec::PushRequest request{.client_id = server.new_client(),
                               .commands = {server.command(1, server.concern())},
                               .person = PersonId::trusted("p1")};
    const std::string cookie = server.sign_in("p2");
    const std::string before = server.dump();
    const Response response = server.push(request, cookie);
    CHECK(response.status == 403);
    CHECK(code_of(response) == "client_of_another_person");
    CHECK(server.dump() == before);
    CHECK(push_answer(server.push(request, server.sign_in("p1"))).last_n == 1);
}

TEST_CASE("Another person's client id is turned away") {
    TestServer server;
    const ClientId client = server.new_client();
    push_answer(
        server.push({.client_id = client, .commands = {server.command(1, server.concern())}},
                    server.sign_in("p1")));
    const std::string cookie = server.sign_in("p2");
    const std::string before = server.dump();
    const Response response = server.push(
        {.client_id = client, .commands = {server.command(2, server.concern())}}, cookie);
    CHECK(response.status == 403);
    CHECK(code_of(response) == "client_of_another_person");
    CHECK(server.dump() == before);
}

TEST_CASE("Without a session nothing is pushed") {
    TestServer server;
    const codec::PushRequest request{.client_id = server.new_client(),
                                     .commands = {server.command(1, server.concern())}};
    const std::string before = server.dump();
    const std::string cookie =
        GENERATE(std::string(), std::string("session=0"), "session=" + std::string(64, 'f'));
    const Response response = server.push(request, cookie);
    CHECK(response.status == 401);
    CHECK(code_of(response) == "not_signed_in");
    CHECK(server.dump() == before);
}

TEST_CASE(
    "A command that can't be read is refused, and uses up its number so that the queue drains") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const std::string client = server.new_client().text();
    const std::string id = server.new_id<CommandId>().text();
    const auto [name, args, refusal] = GENERATE(table<std::string, std::string, Refusal>(
        {{"fly_to_moon", "{}", Refusal::unknown_command},
         {"book_room", "{}", Refusal::malformed_arguments},
         {"book_room", "[]", Refusal::malformed_arguments},
         {"book_room", R"({"id":7,"room":"r1","when":{"start":0,"end":1}})",
          Refusal::malformed_arguments},
         {"submit_concern", R"({"id":"../etc","type":2})", Refusal::malformed_arguments},
         {"cancel_booking", R"({"booking":"nobodys"})", Refusal::booking_unknown},
         {"leave_activity", R"({"sign_up":"nobodys"})", Refusal::sign_up_unknown}}));
    INFO(name << " " << args);
    const std::string unreadable =
        R"({"n":1,"id":")" + id + R"(","name":")" + name + R"(","args":)" + args + "}";
    const auto answer =
        push_answer(server.post("/api/v1/push", push_body(client, "[" + unreadable + "]"), cookie));
    CHECK(answer.last_n == 1);
    REQUIRE(answer.outcomes.size() == 1);
    CHECK(answer.outcomes[0].refusal == refusal);
    CHECK(server.count("concern WHERE reporter_id = 'p1'") == 0);
    CHECK(server.count("booking WHERE person_id = 'p1'") == 0);
    const auto next = push_answer(server.push(
        {.client_id = ClientId::trusted(client), .commands = {server.command(2, server.concern())}},
        cookie));
    CHECK(next.outcomes[0].refusal == Refusal::none);
}

TEST_CASE("A server that forgot commands goes on from what was settled, and only from there") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const ClientId client = server.new_client();
    // As after a restore: the phone had answers to seven commands that this database never saw.
    const codec::PushRequest request{
        .client_id = client, .settled_n = 7, .commands = {server.command(8, server.concern())}};
    const auto answer = push_answer(server.push(request, cookie));
    CHECK(answer.last_n == 8);
    CHECK(answer.outcomes.at(0).refusal == Refusal::none);
    CHECK(push_answer(server.push(request, cookie)).outcomes.size() == 1);  // A replay.
    CHECK(server.count("concern WHERE reporter_id = 'p1'") == 1);
    const Response gap = server.push(
        {.client_id = client, .settled_n = 8, .commands = {server.command(10, server.concern())}},
        cookie);
    CHECK(code_of(gap) == "out_of_order");
}

TEST_CASE("A phone that speaks another protocol is told to load its page anew") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const std::string before = server.dump();
    for (const char* path : {"/api/v1/push", "/api/v1/pull"}) {
        for (const char* body : {R"({"protocol":1,"client_id":"c1","commands":[{"n":1}]})",
                                 R"({"protocol":5,"whatever":"comes"})"}) {
            const Response response = server.post(path, body, cookie);
            CHECK(response.status == 409);
            CHECK(code_of(response) == codec::reload_needed);
        }
    }
    CHECK(server.dump() == before);
}

TEST_CASE("Unknown things in a command are refused by name") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    domain::SubmitConcern concern = server.concern();
    concern.category = CategoryId::trusted("unknown");
    domain::BookRoom booking = server.booking(9);
    booking.room = RoomId::trusted("unknown");
    const domain::JoinActivity join{.id = server.new_id<SignUpId>(),
                                    .activity = ActivityId::trusted("unknown")};
    const auto answer =
        push_answer(server.push({.client_id = server.new_client(),
                                 .commands = {server.command(1, concern),
                                              server.command(2, booking), server.command(3, join)}},
                                cookie));
    REQUIRE(answer.outcomes.size() == 3);
    CHECK(answer.outcomes[0].refusal == Refusal::category_unknown);
    CHECK(answer.outcomes[1].refusal == Refusal::room_unknown);
    CHECK(answer.outcomes[2].refusal == Refusal::activity_unknown);
}

TEST_CASE("A malformed push is refused with the field and changes nothing") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const std::string client = server.new_client().text();
    const std::string id = server.new_id<CommandId>().text();
    const std::string good = R"({"n":1,"id":")" + id + R"(","name":"book_room","args":{}})";
    const std::string body = GENERATE_COPY(
        std::string(), std::string("{"), std::string("null"), std::string("[]"),
        std::string(3000, '['), std::string("\xff\xfe"), std::string(R"({"protocol":4})"),
        std::string(R"({"protocol":4,"client_id":")") + client + R"(","commands":[]})",
        push_body("not an id", "[]"), push_body(client, "{}"), push_body(client, "[7]"),
        push_body(client, R"([{"n":"1"}])"),
        push_body(client, R"([{"n":0,"id":")" + id + R"(","name":"x","args":{}}])"),
        push_body(client, R"([{"n":-1,"id":")" + id + R"(","name":"x","args":{}}])"),
        push_body(client, R"([{"n":1.5,"id":")" + id + R"(","name":"x","args":{}}])"),
        push_body(client, R"([{"n":1,"id":"","name":"x","args":{}}])"),
        push_body(client, R"([{"n":1,"id":")" + id + R"(","name":7,"args":{}}])"),
        push_body(client, R"([{"n":1,"id":")" + id + R"(","name":"x"}])"),
        push_body(client, R"([{"n":9223372036854775807,"id":")" + id +
                              R"(","name":"x","args":{}},{"n":1,"id":")" + id +
                              R"(","name":"x","args":{}}])"),
        push_body(client, "[" + good + "]") + "x");
    const std::string before = server.dump();
    const Response response = server.post("/api/v1/push", body, cookie);
    INFO(body << " -> " << response.body);
    CHECK(response.status == 400);
    CHECK(code_of(response) == "malformed");
    CHECK(server.dump() == before);
}

TEST_CASE("A push that is too large is refused whole") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    codec::PushRequest request{.client_id = server.new_client(), .commands = {}};
    for (std::size_t i = 0; i < codec::max_push_commands + 1; ++i) {
        request.commands.push_back(
            server.command(static_cast<std::int64_t>(i) + 1, server.concern()));
    }
    const std::string before = server.dump();
    const Response many = server.push(request, cookie);
    CHECK(many.status == 400);
    CHECK(code_of(many) == "malformed");
    CHECK(many.body.find("commands") != std::string::npos);
    const Response long_body =
        server.post("/api/v1/push", std::string(codec::max_request_bytes + 1, ' '), cookie);
    CHECK(long_body.status == 413);
    CHECK(code_of(long_body) == "too_large");
    CHECK(server.dump() == before);
}

TEST_CASE("Two phones on one slot: exactly one gets it and the other is told") {
    TestServer server;
    const std::string first_cookie = server.sign_in("p1");
    const std::string second_cookie = server.sign_in("p2");
    const auto first = push_answer(server.push(
        {.client_id = server.new_client(), .commands = {server.command(1, server.booking(9))}},
        first_cookie));
    const auto second = push_answer(server.push(
        {.client_id = server.new_client(), .commands = {server.command(1, server.booking(9))}},
        second_cookie));
    CHECK(first.outcomes[0].refusal == Refusal::none);
    CHECK(second.outcomes[0].refusal == Refusal::room_taken);
    CHECK(server.count("booking WHERE start_at = " +
                       std::to_string(server.booking(9).when.start)) == 1);
}

TEST_CASE("A refused command takes only itself back") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const auto answer =
        push_answer(server.push({.client_id = server.new_client(),
                                 .commands = {server.command(1, server.booking(9)),
                                              server.command(2, server.booking(15)),  // p2 has it.
                                              server.command(3, server.concern())}},
                                cookie));
    REQUIRE(answer.outcomes.size() == 3);
    CHECK(answer.outcomes[0].refusal == Refusal::none);
    CHECK(answer.outcomes[1].refusal == Refusal::room_taken);
    CHECK(answer.outcomes[2].refusal == Refusal::none);
    CHECK(answer.last_n == 3);
}

TEST_CASE("One place in an activity goes to one person") {
    TestServer server;
    const auto join = [&](std::string_view account) {
        const domain::JoinActivity command{.id = server.new_id<SignUpId>(),
                                           .activity = ActivityId::trusted("a1")};
        return push_answer(server.push({.client_id = server.new_client(),
                                        .commands = {server.command(1, command)}},
                                       server.sign_in(account)))
            .outcomes[0]
            .refusal;
    };
    CHECK(join("p1") == Refusal::none);
    CHECK(join("p2") == Refusal::activity_full);
}

TEST_CASE("Another person's booking is not cancelled") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const domain::CancelBooking cancel{.booking = BookingId::trusted("b-p2")};
    const auto answer = push_answer(server.push(
        {.client_id = server.new_client(), .commands = {server.command(1, cancel)}}, cookie));
    CHECK(answer.outcomes[0].refusal != Refusal::none);
    CHECK(server.count("booking WHERE id = 'b-p2' AND state = 2") == 1);
}

TEST_CASE("When too many changes wait a push is told to come back") {
    TestServer server;
    const std::string cookie = server.sign_in("p1");
    const codec::PushRequest request{.client_id = server.new_client(),
                                     .commands = {server.command(1, server.concern())}};
    server.writer->full = true;
    const Response busy = server.push(request, cookie);
    CHECK(busy.status == 503);
    CHECK(code_of(busy) == "busy");
    CHECK(busy.header("Retry-After") == "2");
    server.writer->full = false;
    CHECK(push_answer(server.push(request, cookie)).outcomes[0].refusal == Refusal::none);
}

}  // namespace
}  // namespace yg::server
