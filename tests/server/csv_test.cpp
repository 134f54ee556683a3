#include "server/admin/csv.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::server {
namespace {

using Fields = std::vector<std::string>;

std::vector<Fields> fields_of(std::string_view text) {
    std::vector<Fields> all;
    const auto records = read_csv(text);
    INFO((records.ok() ? "" : records.error().detail));
    REQUIRE(records.ok());
    for (const CsvRecord& record : records.value()) all.push_back(record.fields);
    return all;
}

std::string fault_of(std::string_view text) {
    const auto records = read_csv(text);
    REQUIRE_FALSE(records.ok());
    return records.error().detail;
}

TEST_CASE("Fields are read with either line end, with or without a last one") {
    const std::vector<Fields> expected = {{"a", "b"}, {"1", "2"}};
    CHECK(fields_of("a,b\n1,2\n") == expected);
    CHECK(fields_of("a,b\r\n1,2\r\n") == expected);
    CHECK(fields_of("a,b\r\n1,2") == expected);
    CHECK(fields_of("a,b\n\n\r\n1,2\n\n") == expected);
    CHECK(fields_of("").empty());
    CHECK(fields_of("a,,b,\n") == std::vector<Fields>{{"a", "", "b", ""}});
    CHECK(fields_of("a\rb") == std::vector<Fields>{{"a\rb"}});
}

TEST_CASE("A byte order mark is no part of the first field") {
    CHECK(fields_of("\xEF\xBB\xBFphone,name\n") == std::vector<Fields>{{"phone", "name"}});
    CHECK(fields_of("\xEF\xBB\xBF\"phone\",name") == std::vector<Fields>{{"phone", "name"}});
}

TEST_CASE("Quoted fields hold commas, quotes and line breaks") {
    CHECK(fields_of("\"a,b\",\"say \"\"x\"\"\",\"\"\n") ==
          std::vector<Fields>{{"a,b", "say \"x\"", ""}});
    const auto records = read_csv("\"two\nlines\",x\r\n\"a\",b").value();
    REQUIRE(records.size() == 2);
    CHECK(records[0].fields[0] == "two\nlines");
    CHECK(records[0].line == 1);
    CHECK(records[1].line == 3);
}

TEST_CASE("A fault names its line") {
    CHECK(fault_of("a,b\n1,\"2\n") == "line 2: a quote is never closed");
    CHECK(fault_of("a\nb\"c\n") == "line 2: a quote stands inside an unquoted field");
    CHECK(fault_of("\n\n\"a\"b,c\n") ==
          "line 3: after a closing quote comes neither comma nor line end");
}

TEST_CASE("What isn't UTF-8 or is too long is refused as a whole") {
    CHECK(fault_of("name\n\xC0\xEE\xCB\xC4\n").find("CSV UTF-8") != std::string::npos);
    CHECK(read_csv(std::string(csv_bytes_max + 1, 'a')).error().kind == ErrorKind::too_large);
    std::string many;
    for (std::size_t i = 0; i <= csv_records_max; ++i) many += "a\n";
    CHECK(fault_of(many).find("more than") != std::string::npos);
}

}  // namespace
}  // namespace yg::server
