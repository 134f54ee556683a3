#include "codec/command_codec.hpp"

#include "golden.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::codec;
using test::golden;

namespace {

std::vector<domain::Command> one_of_each() {
    domain::SubmitConcern submit;
    submit.id = ConcernId::trusted("019ab000-0000-7000-8000-000000000001");
    submit.type = domain::ConcernType::complaint;
    submit.category = CategoryId::trusted("lamp");
    submit.grid = GridId::trusted("grid-1");
    submit.compound = "银河小区";
    submit.words = "路灯\"不亮\"\n已三天";
    submit.contact = "13800000001";
    submit.on_behalf = true;
    submit.photos = {{.id = PhotoId::trusted("019ab000-0000-7000-8000-000000000009"),
                      .sha256 = std::string(64, 'a'),
                      .bytes = 120'000}};
    domain::BookRoom book;
    book.id = BookingId::trusted("019ab000-0000-7000-8000-000000000002");
    book.room = RoomId::trusted("shuhua");
    book.when = {1'795'484'400'000, 1'795'488'000'000};
    book.seats = 2;
    book.purpose = "练字";
    domain::JoinActivity join;
    join.id = SignUpId::trusted("019ab000-0000-7000-8000-000000000003");
    join.activity = ActivityId::trusted("clean-up");
    return {submit,
            book,
            domain::CancelBooking{BookingId::trusted("b-1")},
            join,
            domain::LeaveActivity{SignUpId::trusted("s-1")},
            domain::CorrectPerson{"王𠮷", "0939-8765432"}};
}

UnreadableCommand unreadable(std::string_view name, std::string_view args) {
    const auto decoded = decode_command(name, args);
    REQUIRE(std::holds_alternative<UnreadableCommand>(decoded));
    return std::get<UnreadableCommand>(decoded);
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("Commands are written as the golden files say, and read again the same") {
    const auto commands = one_of_each();
    CHECK(commands.size() == std::variant_size_v<domain::Command>);
    for (const domain::Command& command : commands) {
        const EncodedCommand encoded = encode(command);
        INFO(encoded.name);
        CHECK(encoded.name == name_of(command));
        CHECK(encoded.args == golden(encoded.name + ".json"));
        const auto decoded = decode_command(encoded.name, encoded.args);
        REQUIRE(std::holds_alternative<domain::Command>(decoded));
        CHECK(encode(std::get<domain::Command>(decoded)).args == encoded.args);
    }
}

TEST_CASE("An unknown command is told apart from malformed arguments") {
    CHECK(unreadable("no_such_command", "{}").refusal == domain::Refusal::unknown_command);
    CHECK(unreadable("", "{}").refusal == domain::Refusal::unknown_command);
    CHECK(unreadable("cancel_booking", "{}").refusal == domain::Refusal::malformed_arguments);
}

TEST_CASE("Malformed arguments name their field") {
    const std::string submit = golden("submit_concern.json");
    const std::string book = golden("book_room.json");
    CHECK(unreadable("submit_concern", "[]").detail == "submit_concern. is not an object");
    CHECK(unreadable("submit_concern", replaced(submit, "\"type\":3", "\"type\":9")).detail ==
          "submit_concern.type is out of range");
    CHECK(unreadable("submit_concern", replaced(submit, "\"type\":3", "\"type\":\"3\"")).detail ==
          "submit_concern.type is not a whole number");
    CHECK(unreadable("submit_concern", replaced(submit, "\"on_behalf\":true", "\"on_behalf\":1"))
              .detail == "submit_concern.on_behalf is not true or false");
    CHECK(unreadable("submit_concern", replaced(submit, "\"grid-1\"", "\"Grid 1\"")).detail ==
          "submit_concern.grid is not an identifier");
    CHECK(unreadable("submit_concern", replaced(submit, "\"words\"", "\"text\"")).detail ==
          "submit_concern.words is missing");
    CHECK(unreadable("book_room", replaced(book, "1795484400000", "-1")).detail ==
          "book_room.start is out of range");
    CHECK(unreadable("book_room", replaced(book, "1795484400000", "9999999999999999")).detail ==
          "book_room.start is out of range");
    CHECK(unreadable("book_room", replaced(book, "\"seats\":2", "\"seats\":0")).detail ==
          "book_room.seats is out of range");
}

TEST_CASE("What a phone makes new must have a version 7 UUID") {
    const std::string join = golden("join_activity.json");
    CHECK(unreadable("join_activity", replaced(join, "-7000-", "-4000-")).detail ==
          "join_activity.id is not a version 7 UUID");
}

TEST_CASE("Arguments that are too long or nested too deep are refused") {
    const std::string long_args(max_args_bytes + 1, ' ');
    CHECK(unreadable("join_activity", long_args).refusal == domain::Refusal::malformed_arguments);
    CHECK(unreadable("join_activity", std::string(1000, '[')).refusal ==
          domain::Refusal::malformed_arguments);
    std::string words;
    for (int i = 0; i < 4001; ++i) words += "a";
    CHECK(unreadable("submit_concern", replaced(golden("submit_concern.json"), "银河小区", words))
              .refusal == domain::Refusal::malformed_arguments);
}

TEST_CASE("Control characters reach the rule that tells the person about them") {
    const auto decoded =
        decode_command("submit_concern", replaced(golden("submit_concern.json"), "\\n", "\\u0007"));
    REQUIRE(std::holds_alternative<domain::Command>(decoded));
    CHECK(std::get<domain::SubmitConcern>(std::get<domain::Command>(decoded)).words.find('\a') !=
          std::string::npos);
}

TEST_CASE("A concern of a page that knew no photos is still understood") {
    const auto decoded = decode_command(
        "submit_concern",
        R"({"category":"lamp","compound":"","contact":"","grid":"grid-1",)"
        R"("id":"019ab000-0000-7000-8000-000000000001","on_behalf":false,"type":3,"words":"x"})");
    REQUIRE(std::holds_alternative<domain::Command>(decoded));
    CHECK(std::get<domain::SubmitConcern>(std::get<domain::Command>(decoded)).photos.empty());
}

TEST_CASE("A photo is named by a new id and 64 hexadecimal digits") {
    const std::string whole = golden("submit_concern.json");
    const std::string digits(64, 'a');
    CHECK(unreadable("submit_concern", replaced(whole, digits, digits.substr(1))).refusal ==
          domain::Refusal::malformed_arguments);
    CHECK(unreadable("submit_concern", replaced(whole, digits, std::string(64, 'A'))).refusal ==
          domain::Refusal::malformed_arguments);
    CHECK(unreadable("submit_concern",
                     replaced(whole, "019ab000-0000-7000-8000-000000000009", "photo-1"))
              .refusal == domain::Refusal::malformed_arguments);
}
