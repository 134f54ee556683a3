#include "codec/protocol.hpp"

#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <map>
#include <sstream>

#include "golden.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::codec;
using test::golden;

namespace {

PushRequest push_request() {
    PushRequest message;
    message.client_id = ClientId::trusted("019ab000-0000-7000-8000-00000000000c");
    message.settled_n = 6;
    message.commands.push_back({7, CommandId::trusted("019ab000-0000-7000-8000-000000000001"),
                                "cancel_booking", R"({"booking":"b-1"})"});
    message.commands.push_back({8, CommandId::trusted("019ab000-0000-7000-8000-000000000002"),
                                "no_such_command", "[1,2]"});
    return message;
}

PullAnswer pull_answer() {
    PullAnswer message;
    message.town = TownId::trusted("chengguan");
    message.last_n = 8;
    message.outcomes = {{7, domain::Refusal::none}, {8, domain::Refusal::unknown_command}};
    message.reset = {"user:li"};
    message.rows.push_back({"public", "community", "xincheng", false, R"({"id":"xincheng"})"});
    message.rows.push_back({"public", "booking", "b-1", true, ""});
    message.cookie = {{"public", 42}, {"user:wang", 40}};
    message.more = true;
    message.person = PersonId::trusted("wang");
    message.now = 1'795'000'000'000;
    return message;
}

domain::Person person() {
    domain::Person made;
    made.id = PersonId::trusted("wang");
    made.name = "示例居民";
    made.phone = "13800000001";
    made.birth_year = 1950;
    made.grid = GridId::trusted("grid-1");
    return made;
}

SessionsAnswer sessions_answer() {
    return {{{"0123456789abcdef", 1'795'500'000'000, "2026-11-24", true},
             {"fedcba9876543210", 0, "", false}}};
}

/// That decoding says which field is wrong.
template <class Answer>
void check_names(const Result<Answer>& result, std::string_view field) {
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().kind == ErrorKind::invalid_input);
    INFO(result.error().detail);
    CHECK(result.error().detail.find(field) != std::string::npos);
}

}  // namespace

TEST_CASE("Messages are written as the golden files say") {
    CHECK(encode(push_request()) == golden("push_request.json"));
    CHECK(encode(PushAnswer{8, {{7, domain::Refusal::none}, {8, domain::Refusal::room_taken}}}) ==
          golden("push_answer.json"));
    CHECK(encode(PullRequest{ClientId::trusted("phone"), {{"public", 3}, {"user:li", 0}}, 6}) ==
          golden("pull_request.json"));
    CHECK(encode(pull_answer()) == golden("pull_answer.json"));
    CHECK(encode(PullAnswer{.town = TownId::trusted("chengguan"),
                            .last_n = 0,
                            .outcomes = {},
                            .reset = {},
                            .rows = {},
                            .cookie = {},
                            .more = false,
                            .person = {},
                            .now = 0}) == golden("pull_answer_empty.json"));
    PullAnswer asking{};
    asking.town = TownId::trusted("chengguan");
    asking.person = PersonId::trusted("wang");
    asking.consent_needed = 2;
    CHECK(encode(asking) == golden("pull_answer_consent.json"));
    CHECK(encode(AgreeRequest{2}) == golden("agree_request.json"));
    CHECK(encode(Poke{"user:wang", 42}) == golden("poke.json"));
    CHECK(encode(ErrorAnswer{"malformed", "message.n is \"wrong\""}) ==
          golden("error_answer.json"));
    CHECK(encode(SignInRequest{"wang"}) == golden("sign_in_request.json"));
    CHECK(encode(SessionAnswer{person(), true}) == golden("session_answer.json"));
    CHECK(encode(SessionAnswer{{}, false}) == golden("session_answer_none.json"));
    CHECK(encode(DemoAccountsAnswer{{{"wang", "示例居民", domain::Role::resident}}}) ==
          golden("demo_accounts_answer.json"));
}

TEST_CASE("Golden messages are read, and written again the same") {
    CHECK(encode(decode_push_request(golden("push_request.json")).value()) ==
          golden("push_request.json"));
    CHECK(encode(decode_push_answer(golden("push_answer.json")).value()) ==
          golden("push_answer.json"));
    CHECK(encode(decode_pull_request(golden("pull_request.json")).value()) ==
          golden("pull_request.json"));
    CHECK(encode(decode_pull_answer(golden("pull_answer.json")).value()) ==
          golden("pull_answer.json"));
    CHECK(encode(decode_pull_answer(golden("pull_answer_empty.json")).value()) ==
          golden("pull_answer_empty.json"));
    CHECK(encode(decode_pull_answer(golden("pull_answer_consent.json")).value()) ==
          golden("pull_answer_consent.json"));
    CHECK(encode(decode_agree_request(golden("agree_request.json")).value()) ==
          golden("agree_request.json"));
    CHECK(encode(decode_poke(golden("poke.json")).value()) == golden("poke.json"));
    CHECK(encode(decode_error_answer(golden("error_answer.json")).value()) ==
          golden("error_answer.json"));
    CHECK(encode(decode_sign_in_request(golden("sign_in_request.json")).value()) ==
          golden("sign_in_request.json"));
    CHECK(encode(decode_session_answer(golden("session_answer.json")).value()) ==
          golden("session_answer.json"));
    CHECK(encode(decode_session_answer(golden("session_answer_none.json")).value()) ==
          golden("session_answer_none.json"));
    CHECK(encode(decode_demo_accounts_answer(golden("demo_accounts_answer.json")).value()) ==
          golden("demo_accounts_answer.json"));
}

TEST_CASE("Messages of signing in are written as the golden files say, and read the same") {
    CHECK(encode(StartSignInRequest{"138 0000 0001"}) == golden("start_sign_in_request.json"));
    CHECK(encode(StartSignInAnswer{"0a1b", 60, ""}) == golden("start_sign_in_answer.json"));
    CHECK(encode(FinishSignInRequest{"0a1b", "012345", "543210", 1}) ==
          golden("finish_sign_in_request.json"));
    CHECK(encode(SignInRefusedAnswer{domain::Refusal::code_wrong, 4, 0}) ==
          golden("sign_in_refused_answer.json"));
    CHECK(encode(sessions_answer()) == golden("sessions_answer.json"));
    CHECK(encode(RevokeSessionRequest{"0123456789abcdef"}) ==
          golden("revoke_session_request.json"));

    CHECK(encode(decode_start_sign_in_request(golden("start_sign_in_request.json")).value()) ==
          golden("start_sign_in_request.json"));
    CHECK(encode(decode_start_sign_in_answer(golden("start_sign_in_answer.json")).value()) ==
          golden("start_sign_in_answer.json"));
    CHECK(encode(decode_finish_sign_in_request(golden("finish_sign_in_request.json")).value()) ==
          golden("finish_sign_in_request.json"));
    CHECK(encode(decode_sign_in_refused_answer(golden("sign_in_refused_answer.json")).value()) ==
          golden("sign_in_refused_answer.json"));
    CHECK(encode(decode_sessions_answer(golden("sessions_answer.json")).value()) ==
          golden("sessions_answer.json"));
    CHECK(encode(decode_revoke_session_request(golden("revoke_session_request.json")).value()) ==
          golden("revoke_session_request.json"));
}

TEST_CASE("A refusal to sign in is also an answer that older pages read") {
    const auto answer = decode_error_answer(golden("sign_in_refused_answer.json"));
    REQUIRE(answer.ok());
    CHECK(answer.value().code == "code_wrong");
}

TEST_CASE("A wrong field of signing in is named") {
    check_names(decode_start_sign_in_request(R"({"phone":7})"), "message.phone");
    check_names(decode_start_sign_in_request("{\"phone\":\"" + std::string(101, '1') + "\"}"),
                "message.phone");
    check_names(decode_finish_sign_in_request(R"({"code":"1","totp":""})"), "message.request");
    check_names(decode_finish_sign_in_request(R"({"request":"a","totp":""})"), "message.code");
    check_names(decode_sign_in_refused_answer(R"({"code":"busy","detail":"x"})"),
                "message.refusal");
    check_names(decode_revoke_session_request("{}"), "message.id");
    CHECK(decode_start_sign_in_request(std::string(2000, ' ')).error().kind ==
          ErrorKind::too_large);
}

TEST_CASE("Unknown fields are ignored, so that a newer server can add some") {
    const auto answer = decode_push_answer(R"({"last_n":1,"outcomes":[],"later":{"a":[1]}})");
    REQUIRE(answer.ok());
    CHECK(answer.value().last_n == 1);
}

TEST_CASE("What isn't JSON, or no object, is refused") {
    for (const char* text : {"", "nonsense", "{", "[]", "null", "7", "\"x\"", "{\"a\":1}}",
                             "{\"client_id\":\"\xFF\"}"}) {
        INFO(text);
        CHECK(decode_push_request(text).error().kind == ErrorKind::invalid_input);
        CHECK(decode_pull_answer(text).error().kind == ErrorKind::invalid_input);
    }
}

TEST_CASE("A message that is too long is refused before it is parsed") {
    const std::string long_text(max_request_bytes + 1, ' ');
    CHECK(decode_push_request(long_text).error().kind == ErrorKind::too_large);
    CHECK(decode_pull_request(long_text).error().kind == ErrorKind::too_large);
}

TEST_CASE("JSON that is nested too deep is refused, brackets in texts don't count") {
    const std::string deep = "{\"protocol\":" + std::string(100'000, '[');
    CHECK(decode_push_request(deep).error().detail == "JSON is nested too deep");
    const std::string text = R"({"code":"malformed","detail":")" + std::string(40, '[') + R"(\""})";
    CHECK(decode_error_answer(text).ok());
}

TEST_CASE("A request of another protocol is told from a wrong one, whatever its shape") {
    for (const char* text : {R"({"protocol":1})", R"({"protocol":5,"client_id":7,"commands":{}})",
                             R"({"protocol":2147483647,"later":[]})"}) {
        INFO(text);
        CHECK(decode_push_request(text).error().kind == ErrorKind::conflict);
        CHECK(decode_pull_request(text).error().kind == ErrorKind::conflict);
    }
    for (const char* text : {R"({"protocol":-1})", R"({"protocol":"1"})", R"({"protocol":1.5})",
                             R"({"protocol":2147483648})"}) {
        check_names(decode_pull_request(text), "message.protocol");
    }
}

// What phones and servers in people's hands speak may change with the protocol's number only: raise
// it, then add a line to versions.txt. The lines that are there stay.
TEST_CASE("Golden messages change only with the protocol's number") {
    struct Noted {
        int version = 0;
        std::string digest;
    };
    std::map<std::string, Noted> noted;
    std::istringstream lines(golden("versions.txt"));
    std::string name;
    for (Noted line; lines >> name >> line.version >> line.digest;) {
        INFO(name << " has two forms under number " << line.version);
        CHECK(line.version > noted[name].version);
        CHECK(line.version <= protocol_version);
        noted[name] = line;
    }
    for (const auto& entry : std::filesystem::directory_iterator(YG_TEST_DIR "/golden")) {
        if (entry.path().extension() != ".json") continue;
        const std::string file = entry.path().filename().string();
        std::uint64_t digest = 14695981039346656037u;  // FNV-1a
        for (const char c : golden(file)) {
            digest = (digest ^ static_cast<unsigned char>(c)) * 1099511628211u;
        }
        std::ostringstream hex;
        hex << std::hex << std::setw(16) << std::setfill('0') << digest;
        INFO(file << " " << protocol_version << " " << hex.str());
        CHECK(noted[file].digest == hex.str());
    }
}

TEST_CASE("A wrong or missing field is named") {
    const std::string head = R"({"protocol":4,"client_id":"phone","settled_n":0,"commands":[)";
    check_names(decode_push_request(R"({"client_id":"phone","commands":[]})"), "message.protocol");
    check_names(decode_push_request(R"({"protocol":4,"commands":[]})"), "message.client_id");
    check_names(decode_push_request(R"({"protocol":4,"client_id":7,"commands":[]})"),
                "message.client_id");
    check_names(decode_push_request(R"({"protocol":4,"client_id":"A B","commands":[]})"),
                "message.client_id");
    check_names(
        decode_push_request(R"({"protocol":4,"client_id":"phone","settled_n":0,"commands":{}})"),
        "message.commands");
    check_names(decode_push_request(R"({"protocol":4,"client_id":"phone","commands":[]})"),
                "message.settled_n");
    check_names(decode_push_request(head + "7]}"), "message.commands[0]");
    check_names(decode_push_request(head + R"({"n":"1","id":"c","name":"x","args":{}}]})"),
                "message.commands[0].n");
    check_names(decode_push_request(head + R"({"n":1.5,"id":"c","name":"x","args":{}}]})"),
                "message.commands[0].n");
    check_names(decode_push_request(head + R"({"n":0,"id":"c","name":"x","args":{}}]})"),
                "message.commands[0].n");
    check_names(
        decode_push_request(head + R"({"n":18446744073709551615,"id":"c","name":"x","args":{}}]})"),
        "message.commands[0].n");
    check_names(decode_push_request(head + R"({"n":1,"id":"c","name":"x"}]})"),
                "message.commands[0].args");
    check_names(decode_push_request(head + R"({"n":1,"id":"","name":"x","args":{}}]})"),
                "message.commands[0].id");
    check_names(decode_push_request(head + "{\"n\":1,\"id\":\"c\",\"name\":\"" +
                                    std::string(81, 'x') + "\",\"args\":{}}]}"),
                "message.commands[0].name");
}

TEST_CASE("Commands must be numbered one after the other") {
    PushRequest message = push_request();
    message.commands[1].n = 9;
    check_names(decode_push_request(encode(message)), "message.commands");
    message.commands[1].n = 7;
    check_names(decode_push_request(encode(message)), "message.commands");
}

TEST_CASE("Lists are bounded") {
    PushRequest push = push_request();
    push.commands.assign(max_push_commands + 1, push.commands[0]);
    check_names(decode_push_request(encode(push)), "message.commands");
    PullRequest pull;
    pull.client_id = ClientId::trusted("phone");
    for (std::size_t i = 0; i <= max_scopes; ++i) pull.cookie["s" + std::to_string(i)] = 1;
    check_names(decode_pull_request(encode(pull)), "message.cookie");
}

TEST_CASE("A cookie holds whole, positive versions of named scopes") {
    const auto with_cookie = [](const std::string& cookie) {
        return decode_pull_request(
            R"({"protocol":4,"client_id":"phone","outcomes_after":0,"cookie":)" + cookie + "}");
    };
    CHECK(with_cookie("{}").ok());
    check_names(with_cookie(R"({"public":-1})"), "message.cookie.public");
    check_names(with_cookie(R"({"public":"1"})"), "message.cookie.public");
    check_names(with_cookie(R"({"":1})"), "message.cookie");
    check_names(with_cookie("[]"), "message.cookie");
}
