#include "codec/my_data_codec.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::codec;

namespace {

MyData my_data() {
    MyData data;
    data.at = 1'795'500'000'000;
    data.account.id = PersonId::trusted("wang");
    data.account.name = "王𠮷";
    data.consents = {{"personal_data", 1, 5}};
    data.views = {{7, domain::ViewReason::concern_handled, domain::Role::grid_worker, "Worker",
                   ConcernId::trusted("k-1")}};
    data.bookings.resize(2);
    for (domain::Booking& booking : data.bookings) booking.id = BookingId::trusted("b");
    return data;
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("A file of one's data is summed up as it was written") {
    const auto summary = decode_my_data(encode(my_data())).value();
    CHECK(summary.at == my_data().at);
    CHECK(summary.account.name == "王𠮷");
    CHECK(summary.consents == my_data().consents);
    CHECK(summary.views == my_data().views);
    CHECK(summary.bookings == 2);
    CHECK(summary.concerns == 0);
}

TEST_CASE("A file of one's data that is none is refused") {
    const std::string good = encode(my_data());
    for (const std::string& bad : {std::string(), std::string("[]"), std::string("{}"),
                                   good.substr(1), replaced(good, "\"reason\": 5", "\"reason\": 6"),
                                   replaced(good, "\"reason\": 5", "\"reason\": 0"),
                                   replaced(good, "\"version\": 1", "\"version\": 0"),
                                   replaced(good, "\"id\": \"wang\"", "\"id\": \"WANG \""),
                                   replaced(good, "\"sessions\": []", "\"sessions\": 3")}) {
        INFO(bad);
        CHECK_FALSE(decode_my_data(bad).ok());
    }
}

TEST_CASE("Whose account is to be deleted is named, and nothing else is taken for it") {
    const EraseAccountRequest request{PersonId::trusted("wang")};
    CHECK(encode(request) == R"({"person":"wang"})");
    CHECK(decode_erase_account_request(encode(request)).value().person == request.person);
    for (const char* bad :
         {"", "{}", R"({"person":""})", R"({"person":7})", R"({"person":"A B"})"}) {
        INFO(bad);
        CHECK_FALSE(decode_erase_account_request(bad).ok());
    }
    CHECK(decode_erased_answer(encode(ErasedAnswer{true})).value().erased);
    CHECK_FALSE(decode_erased_answer(R"({"erased":"yes"})").ok());
}
