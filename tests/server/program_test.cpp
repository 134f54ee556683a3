#include "server/program.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "server/http/listener.hpp"
#include "server/temporary_folder.hpp"
#include "store/sqlite/sqlite_database.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

namespace yg::server {
namespace {

using Catch::Matchers::ContainsSubstring;

const std::string town_folder = YG_SOURCE_DIR "/assets/town";

struct Run {
    int exit_code = 0;
    std::string out;
    std::string err;
};

Run run(const std::vector<std::string>& arguments) {
    std::ostringstream out;
    std::ostringstream err;
    const int exit_code = run_program(arguments, out, err);
    return {exit_code, out.str(), err.str()};
}

/// A folder with a page in `web` and room for `data`.
struct Site {
    Site() {
        std::filesystem::create_directory(folder.path() / "web");
        std::ofstream(folder.path() / "web" / "index.html") << "page";
    }
    /// `serve` with options that fail before it listens, or because it can't.
    Run serve(std::vector<std::string> more) const {
        std::vector<std::string> arguments{"serve", "--sms-console", "--web", folder / "web"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return run(arguments);
    }
    TemporaryFolder folder;
};

TEST_CASE("Help is asked for or given when the command is none") {
    CHECK(run({"--help"}).exit_code == exit_ok);
    CHECK_THAT(run({"--help"}).out, ContainsSubstring("portal-server serve"));
    CHECK(run({}).exit_code == exit_input);
    CHECK_THAT(run({"dance"}).err, ContainsSubstring("portal-server serve"));
}

TEST_CASE("Wrong options are named") {
    CHECK_THAT(run({"serve", "--porst", "1"}).err, ContainsSubstring("--porst"));
    CHECK_THAT(run({"serve", "--port"}).err, ContainsSubstring("--port needs a value"));
    for (const auto* port : {"x", "-1", "65536", "80x", ""}) {
        const Run one = run({"serve", "--port", port});
        CHECK(one.exit_code == exit_input);
        CHECK_THAT(one.err, ContainsSubstring("not a number from 0 to 65535"));
    }
}

TEST_CASE("Proxies and readers of metrics are addresses") {
    for (const auto* option : {"--proxy", "--metrics-from"}) {
        for (const auto* value : {"", "proxy.example", "10.0.0.1:80", "[::1]"}) {
            const Run one = run({"serve", option, value});
            CHECK(one.exit_code == exit_input);
            CHECK_THAT(one.err, ContainsSubstring(std::string(option) + " " + value) &&
                                    ContainsSubstring("not an IP address"));
        }
    }
}

TEST_CASE("Demo mode serves this machine only") {
    for (const auto* host : {"0.0.0.0", "192.168.1.2", "::", "town.example"}) {
        const Run one = run({"serve", "--demo", "--host", host});
        CHECK(one.exit_code == exit_input);
        CHECK_THAT(one.err, ContainsSubstring("this machine only"));
    }
}

TEST_CASE("A server that can't send codes refuses to start, unless it is a demo") {
    const Run one = run({"serve"});
    CHECK(one.exit_code == exit_input);
    CHECK_THAT(one.err, ContainsSubstring("no way to send one-time codes") &&
                            ContainsSubstring("--demo") && ContainsSubstring("--sms-console") &&
                            ContainsSubstring("--sms-webhook"));
    CHECK_THAT(run({"serve", "--sms-console", "--sms-webhook", "https://a.example"}).err,
               ContainsSubstring("not both"));
    CHECK_THAT(run({"serve", "--sms-webhook", "https://a.example"}).err,
               ContainsSubstring("belong together"));
    CHECK_THAT(run({"serve", "--sms-console", "--sms-token", "file"}).err,
               ContainsSubstring("belong together"));
}

TEST_CASE("A message service must be reached safely, with a token nobody else reads") {
    const Site site;
    const std::string token = site.folder / "token";
    std::ofstream(token) << "secret-token\n";
    std::filesystem::permissions(token, std::filesystem::perms::owner_read);
    const auto serve = [&](const std::string& address) {
        return run({"serve", "--web", site.folder / "web", "--data", site.folder / "data", "--town",
                    town_folder, "--sms-webhook", address, "--sms-token", token});
    };
    CHECK_THAT(serve("http://sms.example/send").err, ContainsSubstring("in the clear"));
    CHECK_THAT(serve("sms.example").err, ContainsSubstring("is not an https:// address"));
    std::filesystem::permissions(token, std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    const Run open_to_others = serve("https://sms.example/send");
    CHECK(open_to_others.exit_code == exit_input);
    CHECK_THAT(open_to_others.err, ContainsSubstring("chmod 600"));
    std::filesystem::permissions(token, std::filesystem::perms::owner_all);
    for (const char* content : {"", " \n", "two words", "t\xC3\xB6ken"}) {
        std::ofstream(token) << content;
        CHECK_THAT(serve("https://sms.example/send").err, ContainsSubstring("holds no token"));
    }
}

TEST_CASE("A secret that others may read is refused, and says what to do") {
    const Site site;
    const std::string data = site.folder / "data";
    const std::vector<std::string> options = {"--data",    data,     "--town",
                                              town_folder, "--host", "town.example"};
    CHECK_THAT(site.serve(options).err, ContainsSubstring("--host"));
    using std::filesystem::perms;
    CHECK(std::filesystem::status(data + "/secret").permissions() ==
          (perms::owner_read | perms::owner_write));
    std::filesystem::permissions(data + "/secret", perms::others_read,
                                 std::filesystem::perm_options::add);
    const Run one = site.serve(options);
    CHECK(one.exit_code == exit_failed);
    CHECK_THAT(one.err, ContainsSubstring(data + "/secret") && ContainsSubstring("chmod 600"));
}

TEST_CASE("The files of the sample town are in order") {
    const Run one = run({"check-town", town_folder});
    INFO(one.err);
    CHECK(one.exit_code == exit_ok);
    CHECK_THAT(one.out, ContainsSubstring("118 grids"));
}

TEST_CASE("A faulty town is described file by file and not imported") {
    const Site site;
    const auto town = site.folder.path() / "town";
    std::filesystem::copy(town_folder, town);
    std::filesystem::remove(town / "units.json");
    std::ofstream(town / "rooms.json") << std::string(1024 * 1024 + 1, ' ');
    const Run one = run({"check-town", town.string()});
    CHECK(one.exit_code == exit_input);
    CHECK_THAT(one.err, ContainsSubstring("units.json: can't be read"));
    CHECK_THAT(one.err, ContainsSubstring("rooms.json: is longer than"));

    std::filesystem::copy_file(town_folder + "/units.json", town / "units.json");
    std::ofstream(town / "rooms.json") << "{\"rooms\": 7}";
    for (int attempt = 0; attempt < 2; ++attempt) {
        const Run serve = site.serve({"--data", site.folder / "data", "--town", town.string()});
        CHECK(serve.exit_code == exit_input);
        CHECK_THAT(serve.err, ContainsSubstring("rooms.json: "));
    }
}

TEST_CASE("Each reason not to start is a sentence with its remedy") {
    const Site site;
    const std::string data = site.folder / "data";
    SECTION("no page") {
        const Run one = site.serve({"--web", site.folder / "nothing"});
        CHECK(one.exit_code == exit_failed);
        CHECK_THAT(one.err, ContainsSubstring("--web"));
    }
    SECTION("no town") {
        const Run one = site.serve({"--data", data});
        CHECK(one.exit_code == exit_failed);
        CHECK_THAT(one.err, ContainsSubstring("--town"));
    }
    SECTION("a data folder that can't be made") {
        const Run one = site.serve({"--data", site.folder / "web/index.html/data"});
        CHECK(one.exit_code == exit_failed);
        CHECK_THAT(one.err, ContainsSubstring("--data"));
    }
    SECTION("a file that is no database") {
        std::filesystem::create_directory(data);
        std::ofstream(data + "/portal.db") << std::string(8192, 'x');
        const Run one = site.serve({"--data", data});
        CHECK(one.exit_code == exit_failed);
        CHECK_THAT(one.err, ContainsSubstring("portal.db"));
    }
    SECTION("a database of a newer version, which stays as it is") {
        std::filesystem::create_directory(data);
        {
            auto database = store::SqliteDatabase::open_file(data + "/portal.db").value();
            REQUIRE(database->run_script("CREATE TABLE later (x)").ok());
            REQUIRE(database->set_schema_version(1'000'000).ok());
        }
        const Run one = site.serve({"--data", data, "--town", town_folder});
        CHECK(one.exit_code == exit_failed);
        CHECK_THAT(one.err, ContainsSubstring("newer portal-server"));
        auto database = store::SqliteDatabase::open_file(data + "/portal.db").value();
        CHECK(database->schema_version().value() == 1'000'000);
        CHECK(store::query_integer(*database, "SELECT COUNT(*) FROM sqlite_schema", {}).value() ==
              1);
    }
    SECTION("a port in use") {
        ListenerOptions options;
        options.port = 0;
        options.stop_on_signals = false;
        const auto other = Listener::open(options, nullptr).value();
        const std::string port = std::to_string(other->port());
        const Run one = site.serve({"--data", data, "--town", town_folder, "--port", port});
        CHECK(one.exit_code == exit_failed);
        CHECK_THAT(one.err, ContainsSubstring("Port " + port + " on 127.0.0.1 is in use"));
    }
    SECTION("a host that is no address") {
        const Run one =
            site.serve({"--data", data, "--town", town_folder, "--host", "town.example"});
        CHECK(one.exit_code == exit_failed);
        CHECK_THAT(one.err, ContainsSubstring("--host"));
    }
}

}  // namespace
}  // namespace yg::server
