#include "server/auth/server_secret.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/check.hpp"
#include "server/data_folder.hpp"

namespace yg::server {

namespace {

constexpr std::uint64_t hash_subkey = 1;
constexpr std::uint64_t seal_subkey = 2;
static_assert(ServerSecret::key_bytes == crypto_kdf_KEYBYTES);
static_assert(ServerSecret::key_bytes == crypto_secretbox_KEYBYTES);

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

/// Closes what open() gave.
struct File {
    int descriptor = -1;
    explicit File(int opened) : descriptor(opened) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() {
        if (descriptor >= 0) close(descriptor);
    }
};

Error fault(const std::string& path, std::string_view what) {
    return {ErrorKind::unavailable, "The secret " + path + " " + std::string(what)};
}

Error fault_of_errno(const std::string& path, std::string_view what) {
    return fault(path, std::string(what) + " (" + std::strerror(errno) + ").");
}

Result<ServerSecret> read_secret(const std::string& path) {
    const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (file.descriptor < 0) return fault_of_errno(path, "can't be read");
    struct stat facts{};
    if (fstat(file.descriptor, &facts) != 0) return fault_of_errno(path, "can't be read");
    if ((facts.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return fault(path, "may be read by others on this machine. Run chmod 600 on it.");
    }
    ServerSecret::Key key{};
    std::array<std::uint8_t, ServerSecret::key_bytes + 1> read_bytes{};
    const ssize_t got = read(file.descriptor, read_bytes.data(), read_bytes.size());
    if (got != static_cast<ssize_t>(key.size())) {
        return fault(path,
                     "is damaged. Put it back from a backup; with a new one staff must "
                     "enrol their second step again.");
    }
    std::copy_n(read_bytes.begin(), key.size(), key.begin());
    return ServerSecret(key);
}

/// A whole file comes into being under its name, or none.
Result<void> make_secret(const std::string& path, RandomSource& random) {
    ServerSecret::Key key{};
    random.fill(key);
    const std::string draft = path + "." + std::to_string(getpid());
    {
        const File file(::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
        if (file.descriptor < 0) return fault_of_errno(path, "can't be made");
        const bool written =
            write(file.descriptor, key.data(), key.size()) == static_cast<ssize_t>(key.size()) &&
            fsync(file.descriptor) == 0;
        if (!written) return fault_of_errno(path, "can't be written");
    }
    // Another program that was faster made the one that counts.
    const bool linked = link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST;
    const Result<void> made =
        linked ? Result<void>() : Result<void>(fault_of_errno(path, "can't be made"));
    unlink(draft.c_str());
    return made;
}

}  // namespace

ServerSecret::Key ServerSecret::subkey(std::uint64_t number) const {
    constexpr char context[crypto_kdf_CONTEXTBYTES + 1] = "yangguan";
    Key derived{};
    crypto_kdf_derive_from_key(derived.data(), derived.size(), number, context, key_.data());
    return derived;
}

std::string ServerSecret::keyed_hash(std::string_view purpose, std::string_view text) const {
    const Key key = subkey(hash_subkey);
    std::array<unsigned char, crypto_generichash_BYTES> digest{};
    std::string message(purpose);
    message.push_back('\0');
    message.append(text);
    crypto_generichash(digest.data(), digest.size(), bytes_of(message), message.size(), key.data(),
                       key.size());
    std::string hex(digest.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    hex.pop_back();
    return hex;
}

store::Bytes ServerSecret::seal(std::string_view text, RandomSource& random) const {
    const Key key = subkey(seal_subkey);
    store::Bytes sealed(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + text.size());
    random.fill(std::span(sealed).first(crypto_secretbox_NONCEBYTES));
    crypto_secretbox_easy(sealed.data() + crypto_secretbox_NONCEBYTES, bytes_of(text), text.size(),
                          sealed.data(), key.data());
    return sealed;
}

std::optional<std::string> ServerSecret::open(const store::Bytes& sealed) const {
    constexpr std::size_t around = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
    if (sealed.size() < around) return std::nullopt;
    const Key key = subkey(seal_subkey);
    std::string text(sealed.size() - around, '\0');
    const int opened = crypto_secretbox_open_easy(
        reinterpret_cast<unsigned char*>(text.data()), sealed.data() + crypto_secretbox_NONCEBYTES,
        sealed.size() - crypto_secretbox_NONCEBYTES, sealed.data(), key.data());
    if (opened != 0) return std::nullopt;
    return text;
}

Result<ServerSecret> provide_server_secret(const std::string& folder, RandomSource& random) {
    CHECK(sodium_init() >= 0);
    const std::string path = secret_path(folder);
    std::error_code error;
    if (!std::filesystem::exists(path, error)) RETURN_IF_ERROR(make_secret(path, random));
    return read_secret(path);
}

}  // namespace yg::server
