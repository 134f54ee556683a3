// The routes of 我的数据: seeing and taking away what the town keeps of one, and deleting it.
#include <memory>
#include <utility>

#include "codec/my_data_codec.hpp"
#include "server/api/answers.hpp"
#include "server/api/api.hpp"
#include "server/auth/secrets.hpp"
#include "server/privacy/erase_account.hpp"
#include "server/privacy/my_data.hpp"
#include "store/erasure_store.hpp"
#include "store/person_store.hpp"

namespace yg::server {

namespace {

using domain::Refusal;

Response refuse_erasure(Refusal refusal) {
    const int status = refusal == Refusal::not_signed_in ? 401 : 403;
    return refuse(status, std::string(domain::name_of(refusal)), "The account was not deleted.");
}

}  // namespace

void Api::agree(const Request& request, Respond respond) {
    const auto decoded = codec::decode_agree_request(request.body);
    if (!decoded.ok()) return respond(refuse_body(decoded.error()));
    const auto person = signed_in(request, Traffic::other, respond);
    if (!person) return;
    if (!*person) return respond(refuse(401, "not_signed_in", "Somebody signed in agrees."));
    if (decoded.value().version != domain::personal_data_text().version) {
        return respond(refuse(403, std::string(domain::name_of(Refusal::consent_outdated)),
                              "Another version of the text is in force."));
    }
    write({.work = [this, id = (*person)->id](store::Database& database) -> Result<void> {
               // The account may have gone while this waited.
               ASSIGN_OR_RETURN(const auto found, store::find_person(database, town_, id));
               if (!found) return {};
               return note_consent(database, town_, id, ports_.now());
           },
           .done =
               [this, agreed = decoded.value(), respond](const Result<void>& written) {
                   if (!written.ok()) return respond(failure(written.error(), "agree"));
                   respond(json_response(200, codec::encode(agreed)));
               }},
          respond);
}

void Api::my_data(const Request& request, Respond respond) {
    const auto person = signed_in(request, Traffic::my_data, respond);
    if (!person) return;
    if (!*person) {
        return respond(refuse(401, "not_signed_in", "Data is that of somebody signed in."));
    }
    codec::MyData data;
    const Result<void> read = ports_.readers.read([&](store::Database& database) -> Result<void> {
        ASSIGN_OR_RETURN(data, collect_my_data(database, town_, **person,
                                               hash_token(session_token(request)), ports_.now()));
        return {};
    });
    if (!read.ok()) return respond(failure(read.error(), "my_data"));
    respond(json_response(200, codec::encode(data)));
}

void Api::is_erased(const Request& request, Respond respond) {
    const auto decoded = codec::decode_erase_account_request(request.body);
    if (!decoded.ok()) return respond(refuse_body(decoded.error()));
    codec::ErasedAnswer answer;
    const Result<void> read = ports_.readers.read([&](store::Database& database) -> Result<void> {
        ASSIGN_OR_RETURN(answer.erased,
                         store::is_erased_person(database, town_, decoded.value().person));
        return {};
    });
    if (!read.ok()) return respond(failure(read.error(), "is_erased"));
    respond(json_response(200, codec::encode(answer)));
}

void Api::erase_my_account(const Request& request, Respond respond) {
    const auto decoded = codec::decode_erase_account_request(request.body);
    if (!decoded.ok()) return respond(refuse_body(decoded.error()));
    const auto person = signed_in(request, Traffic::other, respond);
    if (!person) return;
    std::optional<PersonId> asking;
    if (*person) asking = (*person)->id;
    auto outcome = std::make_shared<std::variant<Erased, Refusal>>();
    write({.work = [this, outcome, asking,
                    asked = decoded.value().person](store::Database& database) -> Result<void> {
               ASSIGN_OR_RETURN(*outcome,
                                erase_account(database, town_, asking, asked, ports_.now()));
               return {};
           },
           .done =
               [this, outcome, request, respond](const Result<void>& written) {
                   if (!written.ok()) return respond(failure(written.error(), "erase_account"));
                   if (const auto* refusal = std::get_if<Refusal>(outcome.get())) {
                       return respond(refuse_erasure(*refusal));
                   }
                   const Erased& erased = std::get<Erased>(*outcome);
                   for (const std::string& session : erased.sessions) {
                       ports_.pokes.end_session(session);
                   }
                   for (const ErasedPhoto& photo : erased.photos) {
                       ports_.photos.forget_received(photo.id);
                       if (!photo.file.empty()) ports_.photos.remove(photo.file);
                   }
                   ports_.pokes.publish(erased.touched);
                   Response response = json_response(200, codec::encode(codec::ErasedAnswer{true}));
                   // Somebody else's session, after an answer that was lost, goes on.
                   if (!erased.sessions.empty()) {
                       ports_.log("account_erased", {});
                       response.headers.push_back({"Set-Cookie", session_cookie(request, "")});
                   }
                   respond(std::move(response));
               }},
          respond);
}

}  // namespace yg::server
