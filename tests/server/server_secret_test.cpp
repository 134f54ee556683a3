#include "server/auth/server_secret.hpp"

#include <filesystem>
#include <fstream>
#include <thread>

#include "server/auth/secrets.hpp"
#include "server/temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>

namespace yg::server {
namespace {

namespace fs = std::filesystem;

TEST_CASE("A keyed hash differs by secret, by purpose and by text") {
    const ServerSecret secret(ServerSecret::Key{1});
    const std::string hash = secret.keyed_hash("code", "a 123456");
    CHECK(hash.size() == 64);
    CHECK(secret.keyed_hash("code", "a 123456") == hash);
    CHECK(secret.keyed_hash("code", "a 123457") != hash);
    CHECK(secret.keyed_hash("other", "a 123456") != hash);
    CHECK(secret.keyed_hash("cod", "ea 123456") != hash);
    CHECK(ServerSecret(ServerSecret::Key{2}).keyed_hash("code", "a 123456") != hash);
}

TEST_CASE("What is sealed is read with the same secret alone, and undamaged") {
    SystemRandom random;
    const ServerSecret secret(ServerSecret::Key{1});
    store::Bytes sealed = secret.seal("words", random);
    CHECK(secret.open(sealed) == "words");
    CHECK(secret.seal("words", random) != sealed);
    CHECK_FALSE(ServerSecret(ServerSecret::Key{2}).open(sealed).has_value());
    CHECK_FALSE(secret.open(store::Bytes(sealed.begin(), sealed.end() - 1)).has_value());
    CHECK_FALSE(secret.open({}).has_value());
    sealed.back() ^= 1;
    CHECK_FALSE(secret.open(sealed).has_value());
    CHECK(secret.open(secret.seal("", random)) == "");
}

TEST_CASE("The secret is made once, for its owner alone") {
    const TemporaryFolder folder;
    SystemRandom random;
    const auto first = provide_server_secret(folder.path().string(), random);
    REQUIRE(first.ok());
    CHECK(fs::status(folder.path() / "secret").permissions() ==
          (fs::perms::owner_read | fs::perms::owner_write));
    const auto second = provide_server_secret(folder.path().string(), random);
    REQUIRE(second.ok());
    CHECK(second.value().keyed_hash("a", "b") == first.value().keyed_hash("a", "b"));
    // No draft stays behind.
    CHECK(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()) == 1);
}

TEST_CASE("A secret that others may read, or that is damaged, is refused") {
    const TemporaryFolder folder;
    SystemRandom random;
    REQUIRE(provide_server_secret(folder.path().string(), random).ok());
    const fs::path path = folder.path() / "secret";
    fs::permissions(path, fs::perms::group_read, fs::perm_options::add);
    const auto open_to_others = provide_server_secret(folder.path().string(), random);
    REQUIRE_FALSE(open_to_others.ok());
    CHECK(open_to_others.error().detail.find("chmod 600") != std::string::npos);
    fs::permissions(path, fs::perms::group_read, fs::perm_options::remove);
    for (const std::size_t size : {0u, 31u, 33u}) {
        std::ofstream(path) << std::string(size, 'x');
        const auto damaged = provide_server_secret(folder.path().string(), random);
        REQUIRE_FALSE(damaged.ok());
        CHECK(damaged.error().detail.find("damaged") != std::string::npos);
    }
    CHECK_FALSE(provide_server_secret((folder.path() / "nowhere").string(), random).ok());
}

}  // namespace
}  // namespace yg::server
