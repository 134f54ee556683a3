#include "server/api/sign_in.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "domain/entity.hpp"
#include "domain/person/consent.hpp"
#include "domain/person/one_time_code.hpp"
#include "domain/person/phone_number.hpp"
#include "engine/town_authority.hpp"
#include "server/auth/secrets.hpp"
#include "server/auth/sessions.hpp"
#include "server/auth/totp.hpp"
#include "store/consent_store.hpp"
#include "store/person_store.hpp"
#include "store/session_store.hpp"
#include "store/sign_in_store.hpp"

namespace yg::server {

namespace {

using domain::Refusal;
using store::Database;

/// Every six digits equally likely.
std::string make_code(RandomSource& random) {
    constexpr std::uint32_t codes = 1'000'000;
    constexpr std::uint32_t fair = 0xFFFFFFFFu / codes * codes;
    std::uint32_t number = fair;
    while (number >= fair) {
        std::array<std::uint8_t, 4> bytes{};
        random.fill(bytes);
        number = 0;
        for (const std::uint8_t byte : bytes) number = number << 8 | byte;
    }
    const std::string digits =
        std::string(domain::one_time_code_digits, '0') + std::to_string(number % codes);
    return digits.substr(digits.size() - domain::one_time_code_digits);
}

/// Bound to its request: the right code of another one is wrong.
std::string hash_code(const ServerSecret& secret, std::string_view request, std::string_view code) {
    return secret.keyed_hash("code", std::string(request) + " " + std::string(code));
}

bool are_equal(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string number_subject(const ServerSecret& secret, std::string_view phone) {
    return secret.keyed_hash("sends to", phone);
}

std::string town_subject(const ServerSecret& secret, const TownId& town) {
    return secret.keyed_hash("sends of", town.text());
}

/// How long until `subject` may have another code: 0 when it may now.
Result<DurationMs> wait_of(Database& database, const SignInContext& context,
                           std::string_view subject, int most, DurationMs period) {
    ASSIGN_OR_RETURN(
        const std::vector<TimeMs> sends,
        store::list_sign_in_sends(database, context.town, subject, context.now - period, most));
    // The clock may have been set back: what lies ahead counts, but never for longer than a period.
    if (static_cast<int>(sends.size()) < most) return DurationMs{0};
    return std::clamp<DurationMs>(sends.back() + period - context.now, 1, period);
}

struct Subjects {
    std::string number;
    std::string network;
    std::string pause;  ///< Of the number; what was not sent counts here.
    std::string town;
};

Result<std::optional<SignInDenied>> find_limit(Database& database, const SignInContext& context,
                                               const Subjects& subjects) {
    const SignInLimits& limits = context.limits;
    struct Limit {
        Refusal refusal;
        const std::string& subject;
        int most;
        DurationMs period;
        bool of_town = false;
    };
    const std::array<Limit, 4> all = {
        Limit{Refusal::code_too_many, subjects.number, limits.sends_by_number,
              limits.number_period_ms},
        Limit{Refusal::code_too_many_here, subjects.network, limits.sends_by_address,
              limits.address_period_ms},
        Limit{Refusal::code_too_soon, subjects.pause, 1, limits.between_sends_ms},
        Limit{Refusal::code_not_sent, subjects.town, limits.sends_by_town, limits.town_period_ms,
              true}};
    for (const Limit& limit : all) {
        ASSIGN_OR_RETURN(const DurationMs wait_ms,
                         wait_of(database, context, limit.subject, limit.most, limit.period));
        if (wait_ms > 0) {
            return std::optional(SignInDenied{limit.refusal, 0, wait_ms, limit.of_town});
        }
    }
    return std::optional<SignInDenied>();
}

Result<void> tidy(Database& database, const SignInContext& context) {
    const SignInLimits& limits = context.limits;
    RETURN_IF_ERROR(store::remove_expired_sign_in_requests(database, context.town, context.now));
    const DurationMs longest =
        std::max({limits.number_period_ms, limits.address_period_ms, limits.town_period_ms});
    return store::remove_old_sign_in_sends(database, context.town, context.now - longest);
}

/// What has a number of tries: where they are counted, and what a wrong one and the last one say.
struct Proof {
    int store::SignInRequest::* tries_left;
    Refusal wrong;
    Refusal used_up;
};
constexpr Proof code_proof{&store::SignInRequest::code_tries_left, Refusal::code_wrong,
                           Refusal::code_tries_used_up};
constexpr Proof totp_proof{&store::SignInRequest::totp_tries_left, Refusal::totp_wrong,
                           Refusal::totp_tries_used_up};

/// The proof that fails uses one try up; the last one says so.
Result<SignInDenied> count_wrong(Database& database, const SignInContext& context,
                                 const Proof& proof, store::SignInRequest request) {
    const int tries_left = --(request.*proof.tries_left);
    RETURN_IF_ERROR(store::put_sign_in_request(database, context.town, request));
    return SignInDenied{tries_left > 0 ? proof.wrong : proof.used_up, tries_left, 0};
}

/// What stands in the way of `request` before its code is looked at.
Refusal refusal_of(const std::optional<store::SignInRequest>& request, TimeMs now) {
    if (!request || request->expires_at <= now) return Refusal::code_expired;
    if (request->used) return Refusal::code_already_used;
    if (request->code_tries_left <= 0) return Refusal::code_tries_used_up;
    if (request->totp_tries_left <= 0) return Refusal::totp_tries_used_up;
    return Refusal::none;
}

/// Nothing when the person has shown all that this account needs.
Result<std::optional<SignInDenied>> check_second_step(Database& database,
                                                      const SignInContext& context,
                                                      const domain::Person& person,
                                                      const store::SignInRequest& request,
                                                      std::string_view typed_totp) {
    const auto deny = [](Refusal refusal, int tries_left) {
        return std::optional(SignInDenied{refusal, tries_left, 0});
    };
    if (!domain::is_staff(person.role)) return std::optional<SignInDenied>();
    ASSIGN_OR_RETURN(std::optional<store::Totp> totp,
                     store::find_totp(database, context.town, person.id));
    if (!totp) {
        if (context.demo) return std::optional<SignInDenied>();
        return deny(Refusal::totp_not_enrolled, 0);
    }
    if (typed_totp.empty()) return deny(Refusal::totp_needed, request.totp_tries_left);
    const std::optional<std::string> secret = context.secret.open(totp->sealed_secret);
    if (!secret) return Error{ErrorKind::corrupted, "a second step is sealed with another secret"};
    const auto code = domain::parse_one_time_code(typed_totp);
    const auto step =
        code ? match_totp(*secret, *code, context.now, totp->last_step) : std::nullopt;
    if (!step) {
        ASSIGN_OR_RETURN(const SignInDenied denied,
                         count_wrong(database, context, totp_proof, request));
        return std::optional(denied);
    }
    totp->last_step = *step;
    RETURN_IF_ERROR(store::put_totp(database, context.town, *totp));
    return std::optional<SignInDenied>();
}

/// Whoever agreed to the text in force before is not asked again.
Result<Refusal> judge_consent(Database& database, const SignInContext& context,
                              const std::optional<domain::Person>& person, int agreed_to) {
    const domain::ConsentText& text = domain::personal_data_text();
    if (agreed_to == text.version) return Refusal::none;
    if (person) {
        ASSIGN_OR_RETURN(const bool agreed, store::has_consent(database, context.town, person->id,
                                                               text.id, text.version));
        if (agreed) return Refusal::none;
    }
    return agreed_to == 0 ? Refusal::consent_needed : Refusal::consent_outdated;
}

/// An account for a number that has none yet. People can tell it from others by its last digits
/// until they give a name.
Result<domain::Person> make_resident(Database& database, const SignInContext& context,
                                     const std::string& phone, engine::TownAuthority& authority) {
    constexpr std::string_view name = "居民";
    constexpr std::size_t digits_shown = 4;
    domain::Person person;
    person.id = PersonId::trusted(make_uuid_v7(context.now, context.random));
    person.name = std::string(name) + phone.substr(phone.size() - digits_shown);
    person.phone = phone;
    person.role = domain::Role::resident;
    RETURN_IF_ERROR(store::put_person(database, context.town, person));
    RETURN_IF_ERROR(authority.touch(database, context.town, engine::user_scope(person.id),
                                    domain::entity::person, person.id.text()));
    return person;
}

}  // namespace

Result<std::variant<CodeToSend, SignInDenied>> start_sign_in(Database& database,
                                                             const SignInContext& context,
                                                             std::string_view typed_phone,
                                                             std::string_view network) {
    using Outcome = std::variant<CodeToSend, SignInDenied>;
    const auto phone = domain::parse_mobile_number(typed_phone);
    if (!phone) return Outcome(SignInDenied{Refusal::phone_malformed, 0, 0});
    RETURN_IF_ERROR(tidy(database, context));
    const Subjects subjects = {
        number_subject(context.secret, *phone), context.secret.keyed_hash("sends from", network),
        context.secret.keyed_hash("pauses of", *phone), town_subject(context.secret, context.town)};
    ASSIGN_OR_RETURN(const std::optional<SignInDenied> limit,
                     find_limit(database, context, subjects));
    if (limit) return Outcome(*limit);

    CodeToSend made{make_token(context.random), *phone, make_code(context.random)};
    const std::string request_hash = hash_token(made.request);
    RETURN_IF_ERROR(
        store::put_sign_in_request(database, context.town,
                                   {.request_hash = request_hash,
                                    .phone = *phone,
                                    .code_hash = hash_code(context.secret, made.request, made.code),
                                    .expires_at = context.now + context.limits.code_lifetime_ms,
                                    .code_tries_left = context.limits.code_tries,
                                    .totp_tries_left = context.limits.totp_tries,
                                    .used = false}));
    for (const std::string& subject :
         {subjects.number, subjects.network, subjects.pause, subjects.town}) {
        RETURN_IF_ERROR(
            store::put_sign_in_send(database, context.town, subject, context.now, request_hash));
    }
    return Outcome(std::move(made));
}

Result<void> forget_sign_in(Database& database, const SignInContext& context,
                            const CodeToSend& unsent) {
    const std::string request_hash = hash_token(unsent.request);
    RETURN_IF_ERROR(store::remove_sign_in_request(database, context.town, request_hash));
    for (const std::string& subject : {number_subject(context.secret, unsent.phone),
                                       town_subject(context.secret, context.town)}) {
        RETURN_IF_ERROR(store::remove_sign_in_send(database, context.town, subject, request_hash));
    }
    return {};
}

Result<std::variant<SignedIn, SignInDenied>> finish_sign_in(Database& database,
                                                            const SignInContext& context,
                                                            const SignInProof& proof) {
    using Outcome = std::variant<SignedIn, SignInDenied>;
    const auto code = domain::parse_one_time_code(proof.code);
    if (!code) return Outcome(SignInDenied{Refusal::code_malformed, 0, 0});
    ASSIGN_OR_RETURN(
        std::optional<store::SignInRequest> request,
        store::find_sign_in_request(database, context.town, hash_token(proof.request)));
    const Refusal refusal = refusal_of(request, context.now);
    if (refusal != Refusal::none) return Outcome(SignInDenied{refusal, 0, 0});
    if (!are_equal(request->code_hash, hash_code(context.secret, proof.request, *code))) {
        ASSIGN_OR_RETURN(const SignInDenied denied,
                         count_wrong(database, context, code_proof, *request));
        return Outcome(denied);
    }

    engine::TownAuthority authority;
    ASSIGN_OR_RETURN(std::optional<domain::Person> person,
                     store::find_person_by_phone(database, context.town, request->phone));
    // Before the second step, whose code works once only: who is refused here tries again with it.
    ASSIGN_OR_RETURN(const Refusal missing,
                     judge_consent(database, context, person, proof.consent));
    if (missing != Refusal::none) return Outcome(SignInDenied{missing, 0, 0});
    if (person) {
        ASSIGN_OR_RETURN(const std::optional<SignInDenied> denied,
                         check_second_step(database, context, *person, *request, proof.totp));
        if (denied) return Outcome(*denied);
    }
    if (!person) {
        ASSIGN_OR_RETURN(person, make_resident(database, context, request->phone, authority));
    }
    if (proof.consent == domain::personal_data_text().version) {
        RETURN_IF_ERROR(note_consent(database, context.town, person->id, context.now));
    }
    request->used = true;
    RETURN_IF_ERROR(store::put_sign_in_request(database, context.town, *request));
    ASSIGN_OR_RETURN(std::string token,
                     replace_session(database, context.town, person->id, proof.old_session,
                                     context.random, context.now));
    return Outcome(SignedIn{*std::move(person), std::move(token), authority.touched_scopes()});
}

Result<void> note_consent(Database& database, const TownId& town, const PersonId& person,
                          TimeMs now) {
    const domain::ConsentText& text = domain::personal_data_text();
    return store::put_consent(database, town, person, {std::string(text.id), text.version, now});
}

Result<std::string> replace_session(Database& database, const TownId& town, const PersonId& person,
                                    std::string_view old_session, RandomSource& random,
                                    TimeMs now) {
    RETURN_IF_ERROR(store::remove_expired_sessions(database, town, now));
    if (!old_session.empty()) RETURN_IF_ERROR(store::remove_session(database, town, old_session));
    std::string token = make_token(random);
    RETURN_IF_ERROR(store::put_session(database, town,
                                       {.token_hash = hash_token(token),
                                        .person = person,
                                        .created_at = now,
                                        .expires_at = now + session_lifetime_ms}));
    return token;
}

}  // namespace yg::server
