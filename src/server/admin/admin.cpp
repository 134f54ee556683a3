#include "server/admin/admin.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string_view>

#include "domain/person/role_places.hpp"
#include "server/admin/accounts.hpp"
#include "server/admin/accounts_csv.hpp"
#include "server/admin/csv.hpp"
#include "server/auth/server_secret.hpp"
#include "server/auth/totp.hpp"
#include "server/data_folder.hpp"
#include "server/exit_codes.hpp"
#include "server/privacy/erase_account.hpp"
#include "server/privacy/identity_views.hpp"
#include "store/erasure_store.hpp"
#include "store/person_store.hpp"
#include "store/session_store.hpp"
#include "store/sign_in_store.hpp"
#include "store/town_store.hpp"

namespace yg::server {

namespace {

constexpr int listed_max = 10'000;

constexpr std::string_view usage = R"(portal-server admin: accounts, roles, second steps, sessions

  admin list [--role ROLE]            staff, or everybody of one role
  admin create --phone N --name NAME --role ROLE [--community ID] [--grid ID] [--unit ID]
  admin set PERSON [--phone N] [--name NAME] [--role ROLE] [--community ID] [--grid ID] [--unit ID]
                                      an empty ID ("") takes the place away
  admin import FILE.csv               columns phone,name,role,community,grid,unit; all rows or none
  admin totp PERSON                   a new second step: prints what an authenticator reads
  admin sessions PERSON [--revoke]    where the person is signed in; --revoke signs out everywhere
  admin erase PERSON                  deletes the account for ever, as its person can; staff need
                                      another role first
  admin erased                        the ids of the accounts that were deleted

  --data .data   the server's data folder, with every command
  PERSON is an account's id or its telephone number. ROLE is one of resident, volunteer,
  grid_worker, grid_lead, community_staff, town_staff, department_staff, property_company,
  organiser, operator.

It works while the server runs: what a person may do changes with the next request. Another role or
telephone number signs the account out everywhere. Whose name or number a command shows finds that
noted under their data.
)";

struct CommandLine {
    std::vector<std::string> words;  ///< What isn't an option.
    std::map<std::string, std::string> options;
    bool revoke = false;
};

struct Admin {
    const AdminPorts& ports;
    const CommandLine& line;
    store::Database& database;
    TownId town;
    std::string folder;
    std::string town_name;

    [[nodiscard]] std::optional<std::string> option(const std::string& name) const {
        const auto found = line.options.find(name);
        return found == line.options.end() ? std::nullopt : std::optional(found->second);
    }
    /// Who sits here is known by role alone.
    [[nodiscard]] Look look(domain::ViewReason reason) const {
        return {.viewer = {}, .reason = reason, .now = ports.now};
    }
    /// Says what is wrong with the database.
    int failed(const Error& error) const {
        ports.err << "The database can't be used (" << error.detail << "). Nothing was changed.\n";
        return exit_failed;
    }
};

std::optional<CommandLine> parse(const std::vector<std::string>& arguments, std::ostream& err) {
    constexpr std::array<std::string_view, 7> known = {"--data",      "--phone", "--name", "--role",
                                                       "--community", "--grid",  "--unit"};
    CommandLine line;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& word = arguments[i];
        if (!word.starts_with("--")) {
            line.words.push_back(word);
        } else if (word == "--revoke") {
            line.revoke = true;
        } else if (std::find(known.begin(), known.end(), word) == known.end()) {
            err << "Unknown option " << word << ". See portal-server admin --help.\n";
            return std::nullopt;
        } else if (i + 1 == arguments.size()) {
            err << word << " needs a value.\n";
            return std::nullopt;
        } else {
            line.options[word] = arguments[++i];
        }
    }
    return line;
}

AccountFields fields_of(const Admin& admin) {
    return {.phone = admin.option("--phone"),
            .name = admin.option("--name"),
            .role = admin.option("--role"),
            .community = admin.option("--community"),
            .grid = admin.option("--grid"),
            .unit = admin.option("--unit")};
}

/// The account the second word names; nothing when `err` says that there is none.
std::optional<domain::Person> person_of(const Admin& admin, int& exit_code) {
    exit_code = exit_input;
    if (admin.line.words.size() != 2) {
        admin.ports.err << "Name one account by its id or telephone number.\n";
        return std::nullopt;
    }
    const auto found = find_account(admin.database, admin.town, admin.line.words[1]);
    if (!found.ok()) {
        exit_code = admin.failed(found.error());
        return std::nullopt;
    }
    if (!found.value()) {
        admin.ports.err << "There is no account " << admin.line.words[1]
                        << ". See portal-server admin list.\n";
        return std::nullopt;
    }
    return found.value();
}

void print_person(const Admin& admin, const domain::Person& person) {
    admin.ports.out << person.id.text() << "  " << domain::name_of(person.role) << "  "
                    << person.name << "  " << domain::masked_phone(person.phone);
    if (!person.community.empty()) admin.ports.out << "  community " << person.community.text();
    if (!person.grid.empty()) admin.ports.out << "  grid " << person.grid.text();
    if (!person.unit.empty()) admin.ports.out << "  unit " << person.unit.text();
}

int list_accounts(const Admin& admin) {
    const auto wanted = admin.option("--role");
    const auto role = domain::find_role(wanted.value_or(""));
    if (wanted && !role) {
        admin.ports.err << "--role " << *wanted << " is no role. See portal-server admin --help.\n";
        return exit_input;
    }
    for (const domain::NamedRole& named : domain::named_roles) {
        if (role ? named.role != *role : !domain::is_staff(named.role)) continue;
        const auto persons =
            store::list_persons_of_role(admin.database, admin.town, named.role, listed_max);
        if (!persons.ok()) return admin.failed(persons.error());
        const Result<void> noted =
            note_identity_views(admin.database, admin.town, persons.value(),
                                admin.look(domain::ViewReason::account_listed));
        if (!noted.ok()) return admin.failed(noted.error());
        for (const domain::Person& person : persons.value()) {
            const auto totp = store::find_totp(admin.database, admin.town, person.id);
            if (!totp.ok()) return admin.failed(totp.error());
            print_person(admin, person);
            if (domain::is_staff(person.role)) {
                admin.ports.out << (totp.value() ? "  second step" : "  NO second step");
            }
            admin.ports.out << "\n";
        }
    }
    return exit_ok;
}

/// Fills, checks and stores in one transaction; `before` is nothing for a new account.
int change_account(const Admin& admin, const std::optional<domain::Person>& before,
                   domain::Person person) {
    auto transaction = store::Transaction::writing(admin.database);
    if (!transaction.ok()) return admin.failed(transaction.error());
    const auto faults = fill_account(admin.database, admin.town, fields_of(admin), person);
    if (!faults.ok()) return admin.failed(faults.error());
    for (const AccountFault& fault : faults.value()) {
        admin.ports.err << words_of(fault) << ".\n";
    }
    if (!faults.value().empty()) {
        admin.ports.err << "Nothing was changed.\n";
        return exit_input;
    }
    Result<void> saved = save_account(admin.database, admin.town, before, person);
    if (saved.ok()) {
        saved = note_identity_view(admin.database, admin.town, person.id,
                                   admin.look(domain::ViewReason::account_changed));
    }
    if (saved.ok()) saved = transaction.value().commit();
    if (!saved.ok()) return admin.failed(saved.error());
    print_person(admin, person);
    admin.ports.out << "\n";
    return exit_ok;
}

int create_account(const Admin& admin) {
    for (const char* needed : {"--phone", "--name", "--role"}) {
        if (admin.option(needed)) continue;
        admin.ports.err << "admin create needs " << needed << ".\n";
        return exit_input;
    }
    domain::Person person;
    person.id = PersonId::trusted(make_uuid_v7(admin.ports.now, admin.ports.random));
    return change_account(admin, std::nullopt, std::move(person));
}

int set_account(const Admin& admin) {
    int exit_code = exit_ok;
    const auto person = person_of(admin, exit_code);
    return person ? change_account(admin, person, *person) : exit_code;
}

int import_file(const Admin& admin) {
    if (admin.line.words.size() != 2) {
        admin.ports.err << "Name the file: admin import FILE.csv\n";
        return exit_input;
    }
    const std::string& path = admin.line.words[1];
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    if (error || !file) {
        admin.ports.err << path << " can't be read.\n";
        return exit_input;
    }
    if (size > csv_bytes_max) {
        admin.ports.err << path << " is longer than " << csv_bytes_max << " bytes.\n";
        return exit_input;
    }
    const std::string csv{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const auto imported =
        import_accounts(admin.database, admin.town, csv, admin.ports.random, admin.ports.now);
    if (!imported.ok()) return admin.failed(imported.error());
    for (const std::string& fault : imported.value().faults) {
        admin.ports.err << path << ": " << fault << ".\n";
    }
    if (!imported.value().faults.empty()) {
        admin.ports.err << "Nothing was changed.\n";
        return exit_input;
    }
    admin.ports.out << path << ": " << imported.value().made << " accounts made, "
                    << imported.value().changed << " changed.\n";
    return exit_ok;
}

/// A lost telephone may be signed in: whoever enrols anew signs in anew.
Result<void> put_second_step(const Admin& admin, const ServerSecret& secret, const PersonId& person,
                             const std::string& totp_secret) {
    ASSIGN_OR_RETURN(store::Transaction transaction, store::Transaction::writing(admin.database));
    RETURN_IF_ERROR(store::put_totp(admin.database, admin.town,
                                    {.person = person,
                                     .sealed_secret = secret.seal(totp_secret, admin.ports.random),
                                     .last_step = 0,
                                     .enrolled_at = admin.ports.now}));
    RETURN_IF_ERROR(note_identity_view(admin.database, admin.town, person,
                                       admin.look(domain::ViewReason::second_step)));
    RETURN_IF_ERROR(store::remove_sessions_of(admin.database, admin.town, person));
    return transaction.commit();
}

int enrol_second_step(const Admin& admin) {
    int exit_code = exit_ok;
    const auto person = person_of(admin, exit_code);
    if (!person) return exit_code;
    if (!domain::is_staff(person->role)) {
        admin.ports.err << "Role " << domain::name_of(person->role)
                        << " signs in without a second step.\n";
        return exit_input;
    }
    const auto secret = provide_server_secret(admin.folder, admin.ports.random);
    if (!secret.ok()) {
        admin.ports.err << secret.error().detail << "\n";
        return exit_failed;
    }
    const std::string totp_secret = make_totp_secret(admin.ports.random);
    const Result<void> put = put_second_step(admin, secret.value(), person->id, totp_secret);
    if (!put.ok()) return admin.failed(put.error());
    admin.ports.out << totp_uri(totp_secret, admin.town_name, person->name) << "\n";
    admin.ports.err << "Show it to " << person->name
                    << " alone, and clear the screen: it is not kept anywhere else.\n";
    return exit_ok;
}

Result<void> revoke_sessions(const Admin& admin, const PersonId& person) {
    ASSIGN_OR_RETURN(store::Transaction transaction, store::Transaction::writing(admin.database));
    RETURN_IF_ERROR(store::remove_sessions_of(admin.database, admin.town, person));
    return transaction.commit();
}

int show_sessions(const Admin& admin) {
    int exit_code = exit_ok;
    const auto person = person_of(admin, exit_code);
    if (!person) return exit_code;
    const Result<void> noted =
        note_identity_views(admin.database, admin.town, {&*person, 1},
                            admin.look(domain::ViewReason::sessions_checked));
    if (!noted.ok()) return admin.failed(noted.error());
    const auto rows =
        store::list_sessions(admin.database, admin.town, person->id, admin.ports.now, listed_max);
    if (!rows.ok()) return admin.failed(rows.error());
    for (const store::SessionRow& row : rows.value()) {
        const std::string since =
            row.created_at == 0 ? "?" : format_date(to_local(row.created_at).date);
        admin.ports.out << row.id << "  since " << since << "  last seen "
                        << (row.last_seen.empty() ? "?" : row.last_seen) << "\n";
    }
    if (!admin.line.revoke) {
        if (rows.value().empty()) admin.ports.out << "Not signed in anywhere.\n";
        return exit_ok;
    }
    const Result<void> revoked = revoke_sessions(admin, person->id);
    if (!revoked.ok()) return admin.failed(revoked.error());
    admin.ports.out << rows.value().size() << " ended.\n";
    return exit_ok;
}

int erase_person(const Admin& admin) {
    int exit_code = exit_ok;
    const auto person = person_of(admin, exit_code);
    if (!person) return exit_code;
    auto transaction = store::Transaction::writing(admin.database);
    if (!transaction.ok()) return admin.failed(transaction.error());
    const auto erased =
        erase_account(admin.database, admin.town, person->id, person->id, admin.ports.now);
    if (!erased.ok()) return admin.failed(erased.error());
    if (std::holds_alternative<domain::Refusal>(erased.value())) {
        admin.ports.err << "Account " << person->id.text() << " has role "
                        << domain::name_of(person->role)
                        << ": take it away first (admin set … --role resident). Nothing was "
                           "changed.\n";
        return exit_input;
    }
    const Result<void> committed = transaction.value().commit();
    if (!committed.ok()) return admin.failed(committed.error());
    admin.ports.out << person->id.text() << " is deleted.\n";
    return exit_ok;
}

int list_erased(const Admin& admin) {
    const auto erased = store::list_erased_persons(admin.database, admin.town);
    if (!erased.ok()) return admin.failed(erased.error());
    for (const PersonId& id : erased.value()) admin.ports.out << id.text() << "\n";
    return exit_ok;
}

struct Command {
    std::string_view name;
    int (*run)(const Admin& admin);
};
constexpr std::array<Command, 8> commands = {{
    {"list", list_accounts},
    {"create", create_account},
    {"set", set_account},
    {"import", import_file},
    {"totp", enrol_second_step},
    {"sessions", show_sessions},
    {"erase", erase_person},
    {"erased", list_erased},
}};

int run_command(const Command& command, const CommandLine& line, const AdminPorts& ports) {
    const auto given = line.options.find("--data");
    const std::string folder = given == line.options.end() ? ".data" : given->second;
    const std::unique_ptr<store::Database> database = open_existing_database(folder, ports.err);
    if (!database) return exit_failed;
    const auto town = store::find_only_town(*database);
    if (!town.ok() || !town.value()) {
        ports.err << "The database in " << folder
                  << " holds no town yet. Start the server first.\n";
        return exit_failed;
    }
    const auto profile = store::find_town(*database, *town.value());
    const std::string town_name = profile.ok() && profile.value() ? profile.value()->name : "";
    return command.run({.ports = ports,
                        .line = line,
                        .database = *database,
                        .town = *town.value(),
                        .folder = folder,
                        .town_name = town_name});
}

}  // namespace

int run_admin(const std::vector<std::string>& arguments, const AdminPorts& ports) {
    if (!arguments.empty() && (arguments[0] == "--help" || arguments[0] == "help")) {
        ports.out << usage;
        return exit_ok;
    }
    const auto line = parse(arguments, ports.err);
    if (!line) return exit_input;
    for (const Command& command : commands) {
        if (!line->words.empty() && line->words[0] == command.name) {
            return run_command(command, *line, ports);
        }
    }
    ports.err << usage;
    return exit_input;
}

}  // namespace yg::server
