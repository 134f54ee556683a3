#include "server/http/static_files.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>
#include <vector>

namespace yg::server {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> types_by_extension = {{
    {"html", "text/html; charset=utf-8"},
    {"js", "text/javascript; charset=utf-8"},
    {"mjs", "text/javascript; charset=utf-8"},
    {"css", "text/css; charset=utf-8"},
    {"wasm", "application/wasm"},
    {"json", "application/json"},
    {"map", "application/json"},
    {"webmanifest", "application/manifest+json"},
    {"svg", "image/svg+xml"},
    {"png", "image/png"},
    {"jpg", "image/jpeg"},
    {"webp", "image/webp"},
    {"ico", "image/x-icon"},
    {"woff2", "font/woff2"},
    {"ttf", "font/ttf"},
    {"txt", "text/plain; charset=utf-8"},
}};

std::string_view extension_of(std::string_view path) {
    const std::string_view name = path.substr(path.rfind('/') + 1);
    const std::size_t dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1);
}

std::string_view type_of(std::string_view path) {
    const std::string_view extension = extension_of(path);
    for (const auto& [known, type] : types_by_extension) {
        if (known == extension) return type;
    }
    return "application/octet-stream";
}

/// a/<name>.<hash>.<extension>: another content gets another name.
bool is_content_hashed(std::string_view path) {
    if (!path.starts_with("a/")) return false;
    return std::count(path.begin(), path.end(), '.') >= 2;
}

std::string sha256_base64(std::string_view bytes) {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(bytes.data()),
                       bytes.size());
    std::array<char, sodium_base64_ENCODED_LEN(digest.size(), sodium_base64_VARIANT_ORIGINAL)>
        text{};
    sodium_bin2base64(text.data(), text.size(), digest.data(), digest.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    return text.data();
}

/// " 'sha256-…'" for each inline style of a page.
std::string style_sources(std::string_view html) {
    std::string sources;
    std::size_t at = 0;
    while ((at = html.find("<style", at)) != std::string_view::npos) {
        const std::size_t begin = html.find('>', at);
        if (begin == std::string_view::npos) break;
        const std::size_t end = html.find("</style>", begin);
        if (end == std::string_view::npos) break;
        sources += " 'sha256-" + sha256_base64(html.substr(begin + 1, end - begin - 1)) + "'";
        at = end;
    }
    return sources;
}

bool matches_etag(std::string_view header, std::string_view etag) {
    for (std::string_view item : split_list(header)) {
        if (item.starts_with("W/")) item.remove_prefix(2);
        if (item == "*" || item == etag) return true;
    }
    return false;
}

Result<std::string> read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::string content((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    if (!file.good() && !file.eof()) {
        return Error{ErrorKind::unavailable, "can't read " + path.string()};
    }
    return content;
}

}  // namespace

Result<StaticFiles> StaticFiles::load(const std::string& folder) {
    std::error_code error;
    std::map<std::string, std::string> contents;
    fs::recursive_directory_iterator at(folder, error);
    if (error) return Error{ErrorKind::not_found, folder + ": " + error.message()};
    for (; at != fs::recursive_directory_iterator(); at.increment(error)) {
        if (error) return Error{ErrorKind::unavailable, folder + ": " + error.message()};
        if (!at->is_regular_file(error)) continue;
        ASSIGN_OR_RETURN(std::string content, read_file(at->path()));
        contents[at->path().lexically_relative(folder).generic_string()] = std::move(content);
    }
    if (!contents.contains("index.html")) {
        return Error{ErrorKind::not_found, folder + " has no index.html"};
    }
    return from_memory(contents);
}

StaticFiles StaticFiles::from_memory(const std::map<std::string, std::string>& contents) {
    const auto variant = [&](const std::string& path, std::string_view suffix) {
        Variant made;
        const auto found = contents.find(path);
        if (found == contents.end()) return made;
        made.content = std::make_shared<const std::string>(found->second);
        made.etag = "\"" + sha256_base64(found->second).substr(0, 22);
        made.etag.append(suffix).append("\"");
        return made;
    };
    StaticFiles files;
    for (const auto& [path, content] : contents) {
        const bool is_encoding = path.ends_with(".br") || path.ends_with(".gz");
        if (is_encoding && contents.contains(path.substr(0, path.size() - 3))) continue;
        files.files_[path] = {.plain = variant(path, ""),
                              .gzip = variant(path + ".gz", "-gz"),
                              .brotli = variant(path + ".br", "-br"),
                              .type = type_of(path),
                              .immutable = is_content_hashed(path)};
    }
    const auto index = contents.find("index.html");
    files.policy_ = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'" +
                    (index == contents.end() ? std::string() : style_sources(index->second)) +
                    "; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; "
                    "form-action 'none'; frame-ancestors 'none'";
    return files;
}

Response StaticFiles::answer(const Request& request) const {
    if (request.method == Method::post) {
        Response response =
            error_response(405, "method_not_allowed", "Files are read with GET or HEAD.");
        response.headers.push_back({"Allow", "GET, HEAD"});
        return response;
    }
    std::string_view path = request.path;
    path.remove_prefix(std::min<std::size_t>(1, path.size()));
    if (path.empty()) path = "index.html";
    const auto found = files_.find(path);
    if (found == files_.end()) {
        return error_response(404, "no_such_file", "There is nothing at this path.");
    }

    const File& file = found->second;
    const bool encoded = file.gzip.content || file.brotli.content;
    const Variant* variant = &file.plain;
    std::string_view encoding;
    if (file.brotli.content && accepts_encoding(request.accept_encoding, "br")) {
        variant = &file.brotli;
        encoding = "br";
    } else if (file.gzip.content && accepts_encoding(request.accept_encoding, "gzip")) {
        variant = &file.gzip;
        encoding = "gzip";
    }

    Response response;
    response.headers = {
        {"ETag", variant->etag},
        {"Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache"}};
    if (encoded) response.headers.push_back({"Vary", "Accept-Encoding"});
    if (matches_etag(request.if_none_match, variant->etag)) {
        response.status = 304;
        return response;
    }
    response.headers.push_back({"Content-Type", std::string(file.type)});
    if (!encoding.empty()) response.headers.push_back({"Content-Encoding", std::string(encoding)});
    response.shared_body = variant->content;
    return response;
}

}  // namespace yg::server
