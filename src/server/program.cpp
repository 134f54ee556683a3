#include "server/program.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <memory>
#include <optional>
#include <thread>

#include "engine/town_import.hpp"
#include "server/admin/admin.hpp"
#include "server/api/api.hpp"
#include "server/auth/code_sender.hpp"
#include "server/auth/secrets.hpp"
#include "server/auth/server_secret.hpp"
#include "server/auth/sign_in_limits.hpp"
#include "server/auth/webhook_sender.hpp"
#include "server/background.hpp"
#include "server/data_commands.hpp"
#include "server/data_folder.hpp"
#include "server/http/listener.hpp"
#include "server/http/static_files.hpp"
#include "server/jobs/job_runner.hpp"
#include "server/jobs/photo_tidying.hpp"
#include "server/jobs/retention.hpp"
#include "server/log.hpp"
#include "server/photos/photo_files.hpp"
#include "server/portal.hpp"
#include "server/rates.hpp"
#include "server/readers.hpp"
#include "server/town_files.hpp"
#include "server/writer.hpp"
#include "store/person_store.hpp"
#include "store/town_store.hpp"

namespace yg::server {

namespace {

constexpr std::string_view usage = R"(portal-server: 阳光网格 Yangguang

  portal-server serve [options]    serve the portal until Ctrl+C
      --host 127.0.0.1   address to listen on
      --port 8080        port to listen on (0: any free one)
      --data .data       folder of the database (portal.db) and the photos
      --web build/web    folder of the packed page
      --town DIR         town files, read when the database is still empty
      --demo             sign in with sample accounts; this machine only
      --sms-webhook URL  posts one-time codes as {"phone", "code"} to https://…, with --sms-token
      --sms-token FILE   the webhook's bearer token, in a file that only this user may read
      --sms-console      one-time codes go to the log: for development only
      --codes-an-hour 300   one-time codes that the whole town may have in an hour
      --metrics-from ADDRESS   who may read /metrics beside this machine (repeatable)
      --proxy ADDRESS    a proxy of yours: its X-Forwarded-For names the client (repeatable)
  portal-server admin --help       accounts, roles and second steps, while it serves or not
  portal-server backup FOLDER      write a backup, while it serves or not; never over another
  portal-server restore FOLDER     put a backup into the data folder, while no server runs on it
      --replace          even if it holds a database: that one is kept there in replaced-…
  portal-server check              check the database, while it serves or not
      --data .data       the data folder, for all three
  portal-server check-town DIR     check a town's files
  portal-server --help             this page
)";

struct ServeOptions {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string data = ".data";
    std::string web = "build/web";
    std::string town;  ///< Empty: only what the database holds already.
    bool demo = false;
    bool sms_console = false;
    std::string sms_webhook;
    std::string sms_token;  ///< The file's path.
    int codes_an_hour = SignInLimits{}.sends_by_town;
    std::vector<std::string> proxies;
    std::vector<std::string> metrics_readers;
};

/// True when only those can sign in who should, and somebody can; otherwise `err` says why not.
bool are_safe(const ServeOptions& options, std::ostream& err) {
    if (options.demo) {
        if (is_loopback(options.host)) return true;
        err << "--demo lets anybody in, so it serves this machine only: use --host 127.0.0.1.\n";
        return false;
    }
    const bool has_webhook = !options.sms_webhook.empty();
    if (has_webhook == options.sms_console) {
        err << (options.sms_console
                    ? "Use either --sms-webhook or --sms-console, not both.\n"
                    : "Nobody could sign in: no way to send one-time codes is set. Name your "
                      "message service with --sms-webhook, or try it out with --demo (this machine "
                      "only) or --sms-console (codes in the log, for development).\n");
        return false;
    }
    if (has_webhook == options.sms_token.empty()) {
        err << "--sms-webhook and --sms-token belong together.\n";
        return false;
    }
    return true;
}

/// False when `value` is no whole number between the two; `err` says so.
template <class Number>
bool read_number(std::string_view name, const std::string& value, int least, int most,
                 Number& number, std::ostream& err) {
    const char* end = value.data() + value.size();
    int found = 0;
    const auto read = std::from_chars(value.data(), end, found);
    if (read.ec == std::errc() && read.ptr == end && found >= least && found <= most) {
        number = static_cast<Number>(found);
        return true;
    }
    err << name << " " << value << " is not a number from " << least << " to " << most << ".\n";
    return false;
}

/// Nothing when the options are wrong; `err` says why.
std::optional<ServeOptions> parse_serve(const std::vector<std::string>& arguments,
                                        std::ostream& err) {
    ServeOptions options;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        const std::string& name = arguments[i];
        if (name == "--demo" || name == "--sms-console") {
            (name == "--demo" ? options.demo : options.sms_console) = true;
            continue;
        }
        const bool known = name == "--host" || name == "--port" || name == "--data" ||
                           name == "--web" || name == "--town" || name == "--proxy" ||
                           name == "--metrics-from" || name == "--sms-webhook" ||
                           name == "--sms-token" || name == "--codes-an-hour";
        if (!known) {
            err << "Unknown option " << name << ". See portal-server --help.\n";
            return std::nullopt;
        }
        if (i + 1 == arguments.size()) {
            err << name << " needs a value.\n";
            return std::nullopt;
        }
        const std::string& value = arguments[++i];
        if (name == "--port") {
            if (!read_number(name, value, 0, 65535, options.port, err)) return std::nullopt;
        } else if (name == "--codes-an-hour") {
            if (!read_number(name, value, 1, 100'000, options.codes_an_hour, err)) {
                return std::nullopt;
            }
        } else if (name == "--proxy" || name == "--metrics-from") {
            if (!is_address(value)) {
                err << name << " " << value << " is not an IP address.\n";
                return std::nullopt;
            }
            (name == "--proxy" ? options.proxies : options.metrics_readers).push_back(value);
        } else if (name == "--sms-webhook") {
            options.sms_webhook = value;
        } else if (name == "--sms-token") {
            options.sms_token = value;
        } else if (name == "--host") {
            options.host = value;
        } else if (name == "--data") {
            options.data = value;
        } else if (name == "--web") {
            options.web = value;
        } else {
            options.town = value;
        }
    }
    if (!are_safe(options, err)) return std::nullopt;
    return options;
}

Result<codec::Town> load_town(const std::string& folder) {
    ASSIGN_OR_RETURN(const codec::TownFiles files, read_town_files(folder));
    return codec::decode_town(files, to_local(system_now()).date);
}

int check_town(const std::string& folder, std::ostream& out, std::ostream& err) {
    const Result<codec::Town> town = load_town(folder);
    if (!town.ok()) {
        err << town.error().detail << "\n";
        return exit_input;
    }
    out << folder << ": " << town.value().communities.size() << " communities, "
        << town.value().grids.size() << " grids, " << town.value().rooms.size() << " rooms, "
        << town.value().activities.size() << " activities, " << town.value().concerns.size()
        << " concerns, " << town.value().persons.size() << " accounts. No fault found.\n";
    return exit_ok;
}

/// The town that the database holds, after reading it from files if it holds none yet.
std::optional<TownId> provide_town(store::Database& database, const ServeOptions& options,
                                   std::ostream& out, std::ostream& err, int& exit_code) {
    exit_code = exit_failed;
    const Result<std::optional<TownId>> found = store::find_only_town(database);
    if (!found.ok()) {
        err << "The database can't be read (" << found.error().detail << ").\n";
        return std::nullopt;
    }
    if (found.value()) return found.value();
    if (options.town.empty()) {
        err << "The database in " << options.data
            << " holds no town yet. Name the folder of a town's files with --town.\n";
        return std::nullopt;
    }
    const Result<codec::Town> town = load_town(options.town);
    if (!town.ok()) {
        exit_code = exit_input;
        err << town.error().detail << "\n";
        return std::nullopt;
    }
    const Result<void> imported = engine::import_town(database, town.value());
    if (!imported.ok()) {
        exit_code = exit_input;
        err << "The town in " << options.town << " can't be imported: " << imported.error().detail
            << "\n";
        return std::nullopt;
    }
    out << "已导入城镇数据 · Town imported from " << options.town << std::endl;
    return store::find_only_town(database).value();
}

std::string_view words_for(domain::Role role) {
    switch (role) {
        case domain::Role::resident:
            return "居民 · resident";
        case domain::Role::volunteer:
            return "志愿者 · volunteer";
        case domain::Role::grid_worker:
            return "网格员 · grid worker";
        case domain::Role::grid_lead:
            return "网格长 · grid lead";
        case domain::Role::community_staff:
            return "社区 · community staff";
        case domain::Role::town_staff:
            return "镇 · town staff";
        case domain::Role::department_staff:
            return "部门 · department staff";
        case domain::Role::property_company:
            return "物业 · property company";
        case domain::Role::organiser:
            return "组织者 · organiser";
        case domain::Role::operator_:
            return "管理员 · operator";
    }
    return "";
}

void print_welcome(const ServeOptions& options, std::uint16_t port,
                   const std::vector<domain::Person>& accounts, std::ostream& out) {
    const std::string host =
        options.host.find(':') == std::string::npos ? options.host : "[" + options.host + "]";
    out << "\n阳光网格已启动 · Yangguang is running\n"
        << "  地址 · address   http://" << host << ":" << port << "\n"
        << "  数据 · data      " << options.data << "\n";
    if (options.demo) {
        out << "  演示账号（在“我的”里选择即可登录） · sample accounts (choose one on the tab "
               "我的)\n";
        for (const domain::Person& person : accounts) {
            out << "    " << person.name << " · " << words_for(person.role) << " ("
                << person.id.text() << ")\n";
        }
    }
    out << "  按 Ctrl+C 停止 · press Ctrl+C to stop\n" << std::endl;
}

void explain(const Error& error, const ServeOptions& options, std::ostream& err) {
    if (error.kind == ErrorKind::conflict) {
        err << "Port " << options.port << " on " << options.host
            << " is in use. Stop the program that holds it, or choose another with --port.\n";
    } else if (error.kind == ErrorKind::denied) {
        err << "This user may not listen on port " << options.port
            << ". Choose one from 1024 on with --port.\n";
    } else {
        err << "Can't listen on " << options.host << ":" << options.port << " (" << error.detail
            << "). Choose another address with --host.\n";
    }
}

/// Null when the message service can't be used and `err` says why.
std::unique_ptr<CodeSender> make_sender(const ServeOptions& options, const Log& log,
                                        std::ostream& err) {
    if (options.demo) return std::make_unique<SilentSender>();
    if (options.sms_console) return std::make_unique<ConsoleSender>(log);
    Result<WebAddress> address = parse_web_address(options.sms_webhook);
    if (!address.ok()) {
        err << "--sms-webhook " << options.sms_webhook << " " << address.error().detail << ".\n";
        return nullptr;
    }
    Result<std::string> token = read_bearer_token(options.sms_token);
    if (!token.ok()) {
        err << token.error().detail << "\n";
        return nullptr;
    }
    auto poster = JsonPoster::start(
        {.to = std::move(address).value(), .bearer_token = std::move(token).value()});
    if (!poster.ok()) {
        err << "This machine's trusted certificates can't be read (" << poster.error().detail
            << "). Install its package of CA certificates.\n";
        return nullptr;
    }
    return std::make_unique<WebhookSender>(std::move(poster).value());
}

int serve(const ServeOptions& options, std::ostream& out, std::ostream& err) {
    Result<StaticFiles> files = StaticFiles::load(options.web);
    if (!files.ok()) {
        err << "The page can't be served (" << files.error().detail
            << "). Build it with ./portal run, or name its folder with --web.\n";
        return exit_failed;
    }
    const std::optional<FolderLock> lock = lock_data_folder(options.data, err);
    if (!lock) return exit_failed;
    const std::string path = database_path(options.data);
    std::unique_ptr<store::Database> database = make_database(options.data, err);
    if (!database) return exit_failed;
    int exit_code = exit_failed;
    const std::optional<TownId> town = provide_town(*database, options, out, err, exit_code);
    if (!town) return exit_code;
    const auto accounts = store::list_persons(*database, *town, 100);

    const Log log = stderr_log();
    SystemRandom random;
    const Result<ServerSecret> secret = provide_server_secret(options.data, random);
    if (!secret.ok()) {
        err << secret.error().detail << "\n";
        return exit_failed;
    }
    PhotoFiles photos(photos_path(options.data));
    if (const Result<void> made = photos.make_folders(); !made.ok()) {
        err << made.error().detail << "\n";
        return exit_failed;
    }
    const std::unique_ptr<CodeSender> sender = make_sender(options, log, err);
    if (!sender) return exit_input;
    ReaderPool readers(path);
    Metrics metrics(Api::route_names(), Api::timed_route_names());
    auto writer = std::make_unique<GroupWriter>(std::move(database), GroupWriter::Limits{},
                                                [&metrics] { metrics.count_commit(); });
    SignInLimits sign_in = options.demo ? demo_sign_in_limits() : SignInLimits{};
    if (!options.demo) sign_in.sends_by_town = options.codes_an_hour;
    RateLimiter rates(options.demo ? demo_rate_limits() : RateLimits{});
    PokeHub pokes(PokeLimits{}, random, system_now);
    auto background = std::make_unique<BackgroundThread>();
    Api api(*town,
            {.demo = options.demo, .sign_in = sign_in, .metrics_readers = options.metrics_readers},
            {.writer = *writer,
             .readers = readers,
             .random = random,
             .rates = rates,
             .metrics = metrics,
             .pokes = pokes,
             .photos = photos,
             .background = *background,
             .sender = *sender,
             .secret = secret.value(),
             .now = system_now,
             .log = log});
    ListenerOptions listening;
    listening.host = options.host;
    listening.port = options.port;
    listening.body_limit = Api::body_limit;
    listening.counts = metrics.connections();
    listening.proxies = options.proxies;
    // Only this machine reaches it then: a benchmark passes.
    if (options.demo) listening.limits.connections_by_address = listening.limits.connections;
    listening.threads = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 2u, 8u));
    Handler handler =
        portal_handler({.api = api, .files = files.value(), .rates = rates, .now = system_now},
                       {.loopback_only = options.demo, .proxies = options.proxies});
    handler = observed(std::move(handler),
                       {.metrics = metrics, .log = log, .steady_seconds = steady_seconds});
    auto listener = Listener::open(std::move(listening), std::move(handler));
    if (!listener.ok()) {
        explain(listener.error(), options, err);
        return exit_failed;
    }
    if (accounts.ok()) print_welcome(options, listener.value()->port(), accounts.value(), out);
    JobRunner jobs({.writer = *writer, .metrics = metrics, .log = log},
                   {retention_job(*town), photo_tidying_job(*town, photos)});
    auto job_thread = std::make_unique<JobThread>(jobs, system_now);
    log("started", {{"port", std::to_string(listener.value()->port())}});
    listener.value()->run();
    job_thread.reset();
    sender->close();
    background.reset();  // Before the writer, which it still gives work to.
    readers.close();
    writer.reset();  // Here, since its last jobs still speak to the api.
    log("stopped", {});
    return exit_ok;
}

}  // namespace

int run_program(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err) {
    const std::string command = arguments.empty() ? "" : arguments.front();
    if (command == "--help" || command == "-h" || command == "help") {
        out << usage;
        return exit_ok;
    }
    if (command == "serve") {
        const std::optional<ServeOptions> options = parse_serve(arguments, err);
        return options ? serve(*options, out, err) : exit_input;
    }
    if (command == "admin") {
        SystemRandom random;
        return run_admin({arguments.begin() + 1, arguments.end()},
                         {.random = random, .now = system_now(), .out = out, .err = err});
    }
    if (is_data_command(command)) {
        return run_data_command(arguments, {.now = system_now(), .out = out, .err = err});
    }
    if (command == "check-town" && arguments.size() == 2) {
        return check_town(arguments[1], out, err);
    }
    err << usage;
    return exit_input;
}

}  // namespace yg::server
