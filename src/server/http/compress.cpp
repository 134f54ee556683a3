#include "server/http/compress.hpp"

#include <zlib.h>

#include <cstddef>
#include <optional>

namespace yg::server {

namespace {

/// Below this the headers weigh more than what is saved.
constexpr std::size_t smallest_bytes = 1024;
/// About as small as the best level for rows of JSON, in a fraction of its time.
constexpr int level = 4;
/// zlib's largest window, and a gzip header around the stream.
constexpr int window_bits = 15 + 16;
constexpr int memory_level = 8;

std::optional<std::string> gzip(std::string_view text) {
    z_stream stream{};
    if (deflateInit2(&stream, level, Z_DEFLATED, window_bits, memory_level, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        return std::nullopt;
    }
    std::string out(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int outcome = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (outcome != Z_STREAM_END) return std::nullopt;
    return out;
}

}  // namespace

void compress_json(Response& response, std::string_view accept_encoding) {
    if (response.shared_body || response.body.size() < smallest_bytes) return;
    if (response.header("Content-Type") != "application/json") return;
    response.headers.push_back({"Vary", "Accept-Encoding"});
    if (!accepts_encoding(accept_encoding, "gzip")) return;
    std::optional<std::string> smaller = gzip(response.body);
    if (!smaller) return;
    response.body = std::move(*smaller);
    response.headers.push_back({"Content-Encoding", "gzip"});
}

}  // namespace yg::server
