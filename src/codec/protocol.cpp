#include "codec/protocol.hpp"

#include "codec/json_archive.hpp"
#include "codec/person_fields.hpp"

namespace yg::codec {
namespace {

constexpr std::size_t name_max = 80;
constexpr std::size_t scope_max = 80;
constexpr std::size_t detail_max = 2000;
constexpr std::size_t max_poke_bytes = 1024;
constexpr std::size_t max_outcomes = 10'000;
constexpr std::size_t max_accounts = 100;
constexpr std::int64_t max_count = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t max_text_version = 1'000'000;
constexpr std::int64_t max_refusal = std::numeric_limits<std::uint16_t>::max();

// --- Parts ----------------------------------------------------------------------------------

constexpr auto describe_outcome = [](auto& archive, auto& outcome) {
    archive.number("n", outcome.n, 1, max_count);
    archive.number("refusal", outcome.refusal, 0, max_refusal);
};

constexpr auto describe_account = [](auto& archive, auto& account) {
    archive.text("account", account.account, max_id_bytes);
    archive.text("name", account.name, name_max);
    archive.choice("role", account.role, domain::Role::resident, domain::Role::operator_);
};

constexpr std::int64_t max_n = std::int64_t{1} << 53;  // JSON's whole numbers.

/// Text that is JSON already becomes part of a message as it is.
std::string read_raw(const Json* field) {
    return field == nullptr ? "" : dump_json(*field);
}

Json write_versions(const ScopeVersions& versions) {
    Json object = Json::object();
    for (const auto& [scope, version] : versions) object[scope] = version;
    return object;
}

void read_versions(JsonReader& reader, const char* name, ScopeVersions& versions) {
    const Json* field = reader.find(name);
    if (field == nullptr) return;
    if (!field->is_object()) return reader.fail(name, "is not an object");
    if (field->size() > max_scopes) return reader.fail(name, "has too many items");
    reader.part(name, versions, [&](JsonReader& scopes, ScopeVersions& read) {
        for (const auto& item : field->items()) {
            if (item.key().empty() || item.key().size() > scope_max) {
                return scopes.fail("", "has a scope that is none");
            }
            scopes.number(item.key().c_str(), read[item.key()], 0, max_count);
        }
    });
}

std::string json_text(std::string_view text) {
    return dump_json(Json(text));
}

template <class Message, class Read>
Result<Message> decode_message(std::string_view text, std::size_t max_bytes, Read read) {
    ASSIGN_OR_RETURN(const Json json, parse_json(text, max_bytes));
    return decode_with<Message>(json, "message", read);
}

/// Looks at the protocol before anything else: a message of another one may have any shape.
template <class Message, class Read>
Result<Message> decode_request(std::string_view text, Read read) {
    ASSIGN_OR_RETURN(const Json json, parse_json(text, max_request_bytes));
    int protocol = 0;
    const auto decoded = decode_with<Message>(json, "message", [&](JsonReader& reader, Message&) {
        reader.number("protocol", protocol, 0, std::numeric_limits<int>::max());
    });
    if (!decoded.ok()) return decoded.error();
    if (protocol != protocol_version) {
        return Error{ErrorKind::conflict, "This server speaks protocol " +
                                              std::to_string(protocol_version) + ", not " +
                                              std::to_string(protocol) + ". Load the page anew."};
    }
    return decode_with<Message>(json, "message", read);
}

// --- Rows and commands ------------------------------------------------------------------------

constexpr auto read_push_command = [](JsonReader& reader, PushCommand& command) {
    reader.number("n", command.n, 1, max_n);
    reader.id("id", command.id);
    reader.text("name", command.name, name_max);
    command.args = read_raw(reader.find("args"));
};

std::string write_push_command(const PushCommand& command) {
    return "{\"n\":" + std::to_string(command.n) + ",\"id\":" + json_text(command.id.text()) +
           ",\"name\":" + json_text(command.name) + ",\"args\":" + command.args + "}";
}

constexpr auto read_row = [](JsonReader& reader, PulledRow& row) {
    reader.text("scope", row.scope, scope_max);
    reader.text("entity", row.entity, name_max);
    reader.text("id", row.id, max_id_bytes);
    reader.flag("removed", row.removed);
    if (!row.removed) row.data = read_raw(reader.find("data"));
};

std::string write_row(const PulledRow& row) {
    std::string text = "{\"scope\":" + json_text(row.scope) +
                       ",\"entity\":" + json_text(row.entity) + ",\"id\":" + json_text(row.id);
    if (row.removed) return text + ",\"removed\":true}";
    return text + ",\"removed\":false,\"data\":" + row.data + "}";
}

template <class Items, class Write>
std::string write_list(const Items& items, Write write) {
    std::string text = "[";
    for (const auto& item : items) {
        if (text.size() > 1) text.push_back(',');
        text += write(item);
    }
    return text + "]";
}

std::string write_outcome(const CommandOutcome& outcome) {
    return encode_with(outcome, describe_outcome);
}

}  // namespace

// --- Push ---------------------------------------------------------------------------------------

std::string encode(const PushRequest& message) {
    return "{\"protocol\":" + std::to_string(protocol_version) +
           ",\"client_id\":" + json_text(message.client_id.text()) +
           (message.person.empty() ? "" : ",\"person\":" + json_text(message.person.text())) +
           ",\"settled_n\":" + std::to_string(message.settled_n) +
           ",\"commands\":" + write_list(message.commands, write_push_command) + "}";
}

Result<PushRequest> decode_push_request(std::string_view json) {
    return decode_request<PushRequest>(json, [](JsonReader& reader, PushRequest& message) {
        reader.id("client_id", message.client_id);
        if (reader.has("person")) reader.id("person", message.person);
        reader.number("settled_n", message.settled_n, 0, max_n);
        reader.list("commands", message.commands, max_push_commands, read_push_command);
        for (std::size_t i = 1; i < message.commands.size(); ++i) {
            if (message.commands[i].n - 1 != message.commands[i - 1].n) {
                return reader.fail("commands", "are not numbered one after the other");
            }
        }
    });
}

std::string encode(const PushAnswer& message) {
    return "{\"last_n\":" + std::to_string(message.last_n) +
           ",\"outcomes\":" + write_list(message.outcomes, write_outcome) + "}";
}

Result<PushAnswer> decode_push_answer(std::string_view json) {
    return decode_message<PushAnswer>(
        json, max_answer_bytes, [](JsonReader& reader, PushAnswer& message) {
            reader.number("last_n", message.last_n, 0, max_count);
            reader.list("outcomes", message.outcomes, max_outcomes, describe_outcome);
        });
}

// --- Pull ---------------------------------------------------------------------------------------

std::string encode(const PullRequest& message) {
    return dump_json({{"protocol", protocol_version},
                      {"client_id", message.client_id.text()},
                      {"cookie", write_versions(message.cookie)},
                      {"outcomes_after", message.outcomes_after}});
}

Result<PullRequest> decode_pull_request(std::string_view json) {
    return decode_request<PullRequest>(json, [](JsonReader& reader, PullRequest& message) {
        reader.id("client_id", message.client_id);
        read_versions(reader, "cookie", message.cookie);
        reader.number("outcomes_after", message.outcomes_after, 0, max_count);
    });
}

std::string encode(const PullAnswer& message) {
    const std::string person = message.person ? json_text(message.person->text()) : "null";
    return "{\"town\":" + json_text(message.town.text()) +
           ",\"last_n\":" + std::to_string(message.last_n) +
           ",\"outcomes\":" + write_list(message.outcomes, write_outcome) +
           ",\"reset\":" + write_list(message.reset, json_text) +
           ",\"rows\":" + write_list(message.rows, write_row) +
           ",\"cookie\":" + dump_json(write_versions(message.cookie)) +
           ",\"more\":" + (message.more ? "true" : "false") + ",\"person\":" + person +
           ",\"now\":" + std::to_string(message.now) +
           (message.consent_needed == 0
                ? ""
                : ",\"consent_needed\":" + std::to_string(message.consent_needed)) +
           "}";
}

Result<PullAnswer> decode_pull_answer(std::string_view json) {
    return decode_message<PullAnswer>(
        json, max_answer_bytes, [](JsonReader& reader, PullAnswer& message) {
            reader.id("town", message.town);
            reader.number("last_n", message.last_n, 0, max_count);
            reader.list("outcomes", message.outcomes, max_outcomes, describe_outcome);
            reader.texts("reset", message.reset, max_scopes, scope_max);
            reader.list("rows", message.rows, max_answer_rows, read_row);
            read_versions(reader, "cookie", message.cookie);
            reader.flag("more", message.more);
            if (reader.has("now")) reader.number("now", message.now, 0, max_moment);
            if (reader.has("consent_needed")) {
                reader.number("consent_needed", message.consent_needed, 1, max_text_version);
            }
            const Json* person = reader.find("person");
            if (person == nullptr || person->is_null()) return;
            reader.id("person", message.person.emplace());
        });
}

std::string encode(const AgreeRequest& message) {
    return dump_json({{"version", message.version}});
}

Result<AgreeRequest> decode_agree_request(std::string_view json) {
    return decode_message<AgreeRequest>(
        json, max_request_bytes, [](JsonReader& reader, AgreeRequest& message) {
            reader.number("version", message.version, 1, max_text_version);
        });
}

// --- Pokes --------------------------------------------------------------------------------------

std::string encode(const Poke& message) {
    return dump_json({{"scope", message.scope}, {"version", message.version}});
}

Result<Poke> decode_poke(std::string_view json) {
    return decode_message<Poke>(json, max_poke_bytes, [](JsonReader& reader, Poke& message) {
        reader.text("scope", message.scope, scope_max);
        reader.number("version", message.version, 0, max_count);
    });
}

// --- Errors, sessions ---------------------------------------------------------------------------

std::string encode(const ErrorAnswer& message) {
    return dump_json({{"code", message.code}, {"detail", message.detail}});
}

Result<ErrorAnswer> decode_error_answer(std::string_view json) {
    return decode_message<ErrorAnswer>(json, max_answer_bytes,
                                       [](JsonReader& reader, ErrorAnswer& message) {
                                           reader.text("code", message.code, name_max);
                                           reader.text("detail", message.detail, detail_max);
                                       });
}

std::string encode(const SignInRequest& message) {
    return dump_json({{"account", message.account}});
}

Result<SignInRequest> decode_sign_in_request(std::string_view json) {
    return decode_message<SignInRequest>(json, max_request_bytes,
                                         [](JsonReader& reader, SignInRequest& message) {
                                             reader.text("account", message.account, max_id_bytes);
                                         });
}

std::string encode(const SessionAnswer& message) {
    const std::string person =
        message.person ? encode_with(*message.person, describe_person) : "null";
    return "{\"person\":" + person + ",\"demo\":" + (message.demo ? "true" : "false") + "}";
}

Result<SessionAnswer> decode_session_answer(std::string_view json) {
    return decode_message<SessionAnswer>(
        json, max_answer_bytes, [](JsonReader& reader, SessionAnswer& message) {
            reader.flag("demo", message.demo);
            const Json* person = reader.find("person");
            if (person == nullptr || person->is_null()) return;
            reader.part("person", message.person.emplace(), describe_person);
        });
}

std::string encode(const DemoAccountsAnswer& message) {
    return "{\"accounts\":" +
           write_list(
               message.accounts,
               [](const DemoAccount& account) { return encode_with(account, describe_account); }) +
           "}";
}

Result<DemoAccountsAnswer> decode_demo_accounts_answer(std::string_view json) {
    return decode_message<DemoAccountsAnswer>(
        json, max_answer_bytes, [](JsonReader& reader, DemoAccountsAnswer& message) {
            reader.list("accounts", message.accounts, max_accounts, describe_account);
        });
}

}  // namespace yg::codec
