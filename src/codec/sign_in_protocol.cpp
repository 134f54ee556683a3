// The messages of signing in and of seeing where one is signed in: see protocol.hpp.
#include "codec/json_archive.hpp"
#include "codec/protocol.hpp"

namespace yg::codec {
namespace {

constexpr std::size_t max_request_text_bytes = 1024;
constexpr std::size_t max_answer_text_bytes = 64 * 1024;
constexpr std::size_t phone_max = 100;  // As typed: spaces and all.
constexpr std::size_t code_max = 100;
constexpr std::size_t request_max = 64;
constexpr std::size_t session_max = 32;
constexpr std::size_t date_max = 10;
constexpr std::size_t max_sessions = 100;
constexpr std::int64_t max_wait_s = 7 * day_ms / second_ms;
constexpr std::int64_t max_consent = 1'000'000;
constexpr std::int64_t max_tries = 100;
constexpr std::int64_t max_refusal = std::numeric_limits<std::uint16_t>::max();

template <class Message, class Describe>
Result<Message> decode_message(std::string_view text, std::size_t max_bytes, Describe describe) {
    ASSIGN_OR_RETURN(const Json json, parse_json(text, max_bytes));
    return decode_with<Message>(json, "message", describe);
}

constexpr auto describe_start = [](auto& archive, auto& message) {
    archive.text("phone", message.phone, phone_max);
};

constexpr auto describe_started = [](auto& archive, auto& message) {
    archive.text("request", message.request, request_max);
    archive.number("resend_after_s", message.resend_after_s, 0, max_wait_s);
    archive.text("demo_code", message.demo_code, code_max);
};

constexpr auto describe_finish = [](auto& archive, auto& message) {
    archive.text("request", message.request, request_max);
    archive.text("code", message.code, code_max);
    archive.text("totp", message.totp, code_max);
    archive.number("consent", message.consent, 0, max_consent);
};

constexpr auto describe_session = [](auto& archive, auto& session) {
    archive.text("id", session.id, session_max);
    archive.moment("created_at", session.created_at);
    archive.text("last_seen", session.last_seen, date_max);
    archive.flag("current", session.current);
};

constexpr auto describe_sessions = [](auto& archive, auto& message) {
    archive.list("sessions", message.sessions, max_sessions, describe_session);
};

constexpr auto describe_revoke = [](auto& archive, auto& message) {
    archive.text("id", message.id, session_max);
};

}  // namespace

std::string encode(const StartSignInRequest& message) {
    return encode_with(message, describe_start);
}

Result<StartSignInRequest> decode_start_sign_in_request(std::string_view json) {
    return decode_message<StartSignInRequest>(json, max_request_text_bytes, describe_start);
}

std::string encode(const StartSignInAnswer& message) {
    return encode_with(message, describe_started);
}

Result<StartSignInAnswer> decode_start_sign_in_answer(std::string_view json) {
    return decode_message<StartSignInAnswer>(json, max_answer_text_bytes, describe_started);
}

std::string encode(const FinishSignInRequest& message) {
    return encode_with(message, describe_finish);
}

Result<FinishSignInRequest> decode_finish_sign_in_request(std::string_view json) {
    return decode_message<FinishSignInRequest>(json, max_request_text_bytes, describe_finish);
}

std::string encode(const SignInRefusedAnswer& message) {
    return dump_json({{"code", domain::name_of(message.refusal)},
                      {"detail", "Signing in was refused."},
                      {"refusal", message.refusal},
                      {"tries_left", message.tries_left},
                      {"wait_s", message.wait_s}});
}

Result<SignInRefusedAnswer> decode_sign_in_refused_answer(std::string_view json) {
    return decode_message<SignInRefusedAnswer>(
        json, max_answer_text_bytes, [](JsonReader& reader, SignInRefusedAnswer& message) {
            reader.number("refusal", message.refusal, 1, max_refusal);
            reader.number("tries_left", message.tries_left, 0, max_tries);
            reader.number("wait_s", message.wait_s, 0, max_wait_s);
        });
}

std::string encode(const SessionsAnswer& message) {
    return encode_with(message, describe_sessions);
}

Result<SessionsAnswer> decode_sessions_answer(std::string_view json) {
    return decode_message<SessionsAnswer>(json, max_answer_text_bytes, describe_sessions);
}

std::string encode(const RevokeSessionRequest& message) {
    return encode_with(message, describe_revoke);
}

Result<RevokeSessionRequest> decode_revoke_session_request(std::string_view json) {
    return decode_message<RevokeSessionRequest>(json, max_request_text_bytes, describe_revoke);
}

}  // namespace yg::codec
