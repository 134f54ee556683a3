#include "server/auth/totp.hpp"

#include "server/test_server.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::server {
namespace {

const std::string rfc_secret = "12345678901234567890";

TEST_CASE("Codes are those of RFC 6238, appendix B") {
    const auto code_at = [](std::int64_t seconds) {
        return totp_code(rfc_secret, totp_step(seconds * second_ms), 8);
    };
    CHECK(code_at(59) == "94287082");
    CHECK(code_at(1'111'111'109) == "07081804");
    CHECK(code_at(1'111'111'111) == "14050471");
    CHECK(code_at(1'234'567'890) == "89005924");
    CHECK(code_at(2'000'000'000) == "69279037");
    CHECK(code_at(20'000'000'000) == "65353130");
}

TEST_CASE("Codes are those of RFC 4226, appendix D") {
    const std::vector<std::string> expected = {"755224", "287082", "359152", "969429", "338314",
                                               "254676", "287922", "162583", "399871", "520489"};
    for (std::size_t step = 0; step < expected.size(); ++step) {
        CHECK(totp_code(rfc_secret, static_cast<std::int64_t>(step)) == expected[step]);
    }
}

TEST_CASE("A code holds for its step, the one before and the one after") {
    const TimeMs now = 1'795'500'015'000;
    const std::int64_t step = totp_step(now);
    for (std::int64_t away = -3; away <= 3; ++away) {
        INFO(away);
        const auto matched = match_totp(rfc_secret, totp_code(rfc_secret, step + away), now, 0);
        if (away >= -1 && away <= 1) {
            CHECK(matched == step + away);
        } else {
            CHECK_FALSE(matched.has_value());
        }
    }
}

TEST_CASE("The code of a step works once, and none before it") {
    const TimeMs now = 1'795'500'015'000;
    const std::int64_t step = totp_step(now);
    CHECK_FALSE(match_totp(rfc_secret, totp_code(rfc_secret, step), now, step).has_value());
    CHECK_FALSE(match_totp(rfc_secret, totp_code(rfc_secret, step - 1), now, step).has_value());
    CHECK(match_totp(rfc_secret, totp_code(rfc_secret, step + 1), now, step) == step + 1);
}

TEST_CASE("What isn't six digits is no code") {
    const TimeMs now = 1'795'500'015'000;
    const std::string code = totp_code(rfc_secret, totp_step(now));
    CHECK_FALSE(match_totp(rfc_secret, "", now, 0).has_value());
    CHECK_FALSE(match_totp(rfc_secret, code.substr(1), now, 0).has_value());
    CHECK_FALSE(match_totp(rfc_secret, code + "0", now, 0).has_value());
}

TEST_CASE("Secrets are written in the base 32 of RFC 4648") {
    CHECK(to_base32("").empty());
    CHECK(to_base32("f") == "MY");
    CHECK(to_base32("fo") == "MZXQ");
    CHECK(to_base32("foo") == "MZXW6");
    CHECK(to_base32("foob") == "MZXW6YQ");
    CHECK(to_base32("fooba") == "MZXW6YTB");
    CHECK(to_base32("foobar") == "MZXW6YTBOI");
}

TEST_CASE("A secret has 160 bits and its address names town and account") {
    CountingRandom random;
    const std::string secret = make_totp_secret(random);
    CHECK(secret.size() == 20);
    CHECK(make_totp_secret(random) != secret);
    CHECK(totp_uri("foobar", "阳光 1", "a:b") ==
          "otpauth://totp/%E9%98%B3%E5%85%89%201:a%3Ab?secret=MZXW6YTBOI"
          "&issuer=%E9%98%B3%E5%85%89%201&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace yg::server
