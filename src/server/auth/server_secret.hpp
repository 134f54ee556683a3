// Owns the server's own secret: a file of the data folder that never leaves the machine. Without
// it, what the database keeps of codes and second steps says nothing.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/result.hpp"
#include "store/database.hpp"

namespace yg::server {

class ServerSecret {
public:
    static constexpr std::size_t key_bytes = 32;
    using Key = std::array<std::uint8_t, key_bytes>;

    explicit ServerSecret(const Key& key) : key_(key) {}

    /// What is kept in place of something that could be guessed: a keyed BLAKE2b in hexadecimal
    /// digits. Different purposes never give the same.
    [[nodiscard]] std::string keyed_hash(std::string_view purpose, std::string_view text) const;

    /// Encrypted and authenticated (XSalsa20-Poly1305), the nonce in front.
    [[nodiscard]] store::Bytes seal(std::string_view text, RandomSource& random) const;
    /// Nothing when it was sealed with another secret, or damaged.
    [[nodiscard]] std::optional<std::string> open(const store::Bytes& sealed) const;

private:
    [[nodiscard]] Key subkey(std::uint64_t number) const;

    Key key_;
};

/// The secret in `folder`/secret, made if there is none yet (two programs may try at once). Errors
/// say what to do: the file can't be read or made, isn't ours, or others may read it.
Result<ServerSecret> provide_server_secret(const std::string& folder, RandomSource& random);

}  // namespace yg::server
