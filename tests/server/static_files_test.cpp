#include "server/http/static_files.hpp"
#include "server/temporary_folder.hpp"

#include <filesystem>
#include <fstream>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

namespace yg::server {
namespace {

using Catch::Matchers::ContainsSubstring;

StaticFiles sample() {
    return StaticFiles::from_memory({
        {"index.html", "<!doctype html><style>body{margin:0}</style><p>hello"},
        {"sw.js", "self"},
        {"manifest.webmanifest", "{}"},
        {"a/portal.0123abcd.wasm", "plain wasm"},
        {"a/portal.0123abcd.wasm.br", "brotli wasm"},
        {"a/portal.0123abcd.wasm.gz", "gzip wasm"},
    });
}

Request get(std::string path, std::string accept_encoding = "") {
    Request request;
    request.path = std::move(path);
    request.host = "127.0.0.1";
    request.accept_encoding = std::move(accept_encoding);
    return request;
}

TEST_CASE("The root is the page, which must be asked for anew each time") {
    const StaticFiles files = sample();
    const Response response = files.answer(get("/"));
    CHECK(response.status == 200);
    CHECK(response.content() == "<!doctype html><style>body{margin:0}</style><p>hello");
    CHECK(response.header("Content-Type") == "text/html; charset=utf-8");
    CHECK(response.header("Cache-Control") == "no-cache");
    CHECK(files.answer(get("/sw.js")).header("Cache-Control") == "no-cache");
    CHECK(files.answer(get("/manifest.webmanifest")).header("Content-Type") ==
          "application/manifest+json");
}

TEST_CASE("A file with its hash in its name is kept for a year") {
    const Response response = sample().answer(get("/a/portal.0123abcd.wasm"));
    CHECK(response.header("Cache-Control") == "public, max-age=31536000, immutable");
    CHECK(response.header("Content-Type") == "application/wasm");
}

TEST_CASE("The best encoding that the browser takes is sent") {
    struct Case {
        std::string accept;
        std::string content;
        std::string encoding;
    };
    const auto one =
        GENERATE(Case{"", "plain wasm", ""}, Case{"gzip, deflate, br", "brotli wasm", "br"},
                 Case{"gzip", "gzip wasm", "gzip"}, Case{"br;q=0, gzip", "gzip wasm", "gzip"},
                 Case{"br;q=0.0,gzip;q=0", "plain wasm", ""}, Case{"br;q=0.5", "brotli wasm", "br"},
                 Case{"brotli, xgzip", "plain wasm", ""});
    const Response response = sample().answer(get("/a/portal.0123abcd.wasm", one.accept));
    INFO(one.accept);
    CHECK(response.content() == one.content);
    CHECK(response.header("Content-Encoding") == one.encoding);
    CHECK(response.header("Vary") == "Accept-Encoding");
    CHECK(response.header("Content-Type") == "application/wasm");
}

TEST_CASE("A file that the browser has already is not sent again") {
    const StaticFiles files = sample();
    Request request = get("/a/portal.0123abcd.wasm", "br");
    const std::string etag(files.answer(request).header("ETag"));
    request.if_none_match = "\"other\", W/" + etag;
    const Response response = files.answer(request);
    CHECK(response.status == 304);
    CHECK(response.content().empty());
    CHECK(response.header("ETag") == etag);
    CHECK(response.header("Vary") == "Accept-Encoding");
    request.accept_encoding = "gzip";
    CHECK(files.answer(request).status == 200);
}

TEST_CASE("Nothing but the files themselves can be named") {
    const std::string path =
        GENERATE("/../etc/passwd", "/a/../index.html", "//index.html", "/a/%2e%2e/index.html",
                 "/index.html/", "/a", "/a/", "/nothing", "/a/portal.0123abcd.wasm.br", "");
    INFO(path);
    CHECK(sample().answer(get(path.empty() ? "/." : path)).status == 404);
}

TEST_CASE("Files are not posted to") {
    Request request = get("/");
    request.method = Method::post;
    const Response response = sample().answer(request);
    CHECK(response.status == 405);
    CHECK(response.header("Allow") == "GET, HEAD");
}

TEST_CASE("The policy allows the page's own inline style and nothing else inline") {
    const std::string policy = sample().content_security_policy();
    // printf 'body{margin:0}' | openssl dgst -sha256 -binary | base64
    CHECK_THAT(policy, ContainsSubstring("style-src 'self' "
                                         "'sha256-IAdwN3biDCQ3brrgp1m8kBEsPQYyqfREKOEfeoREopc=';"));
    CHECK_THAT(policy, ContainsSubstring("default-src 'self';"));
    CHECK_THAT(policy, ContainsSubstring("script-src 'self' 'wasm-unsafe-eval';"));
    CHECK_THAT(policy, ContainsSubstring("object-src 'none'; base-uri 'none';"));
    CHECK_THAT(policy, ContainsSubstring("frame-ancestors 'none'"));
    CHECK(policy.find("unsafe-inline") == std::string::npos);
}

TEST_CASE("A folder is served with the files below it, and needs a page") {
    const TemporaryFolder folder;
    CHECK(StaticFiles::load(folder / "missing").error().kind == ErrorKind::not_found);
    CHECK(StaticFiles::load(folder.path().string()).error().kind == ErrorKind::not_found);
    std::filesystem::create_directory(folder.path() / "a");
    std::ofstream(folder / "index.html") << "page";
    std::ofstream(folder.path() / "a" / "x.12.js") << "code";
    const auto files = StaticFiles::load(folder.path().string());
    REQUIRE(files.ok());
    CHECK(files.value().answer(get("/a/x.12.js")).content() == "code");
}

}  // namespace
}  // namespace yg::server
