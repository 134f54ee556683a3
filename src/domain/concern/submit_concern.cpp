#include "domain/concern/submit_concern.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "domain/person/phone_number.hpp"

namespace yg::domain {
namespace {

bool is_plain_text(const std::string& text) {
    return is_valid_utf8(text) && !has_control_characters(text);
}

using Facts = SubmitConcernFacts;

Refusal reporter_is_signed_in(const SubmitConcern&, const Facts& facts) {
    return facts.signed_in ? Refusal::none : Refusal::not_signed_in;
}

Refusal concern_is_new(const SubmitConcern&, const Facts& facts) {
    return facts.id_taken ? Refusal::already_exists : Refusal::none;
}

/// A concern goes to every phone of the town. 0: as many as one likes. A grid worker's round brings
/// more than anybody raises for themselves.
Refusal concerns_a_day_are_few(const SubmitConcern&, const Facts& facts) {
    const int max = facts.settings.concerns_a_day_max;
    return !facts.on_duty && max > 0 && facts.concerns_today >= max ? Refusal::too_many_concerns
                                                                    : Refusal::none;
}

Refusal category_exists(const SubmitConcern&, const Facts& facts) {
    return facts.category_exists ? Refusal::none : Refusal::category_unknown;
}

Refusal words_are_plain_text(const SubmitConcern& command, const Facts&) {
    return is_plain_text(command.words) ? Refusal::none : Refusal::bad_text;
}

Refusal words_are_there(const SubmitConcern& command, const Facts&) {
    return trim(command.words).empty() ? Refusal::words_missing : Refusal::none;
}

Refusal words_are_not_too_long(const SubmitConcern& command, const Facts& facts) {
    const auto max = static_cast<std::size_t>(facts.settings.words_max);
    return count_code_points(command.words) > max ? Refusal::words_too_long : Refusal::none;
}

Refusal grid_exists(const SubmitConcern&, const Facts& facts) {
    return facts.grid_exists ? Refusal::none : Refusal::grid_unknown;
}

/// Or none at all. The compound is public at once, so it can't be words of the reporter's own.
Refusal compound_is_one_of_the_grids(const SubmitConcern& command, const Facts& facts) {
    const bool fits =
        !facts.grid_exists || command.compound.empty() ||
        std::ranges::find(facts.grid_compounds, command.compound) != facts.grid_compounds.end();
    return fits ? Refusal::none : Refusal::compound_unknown;
}

/// Or none at all.
Refusal contact_is_a_telephone_number(const SubmitConcern& command, const Facts&) {
    const bool fits = command.contact.empty() || is_number_to_call(command.contact);
    return fits ? Refusal::none : Refusal::contact_malformed;
}

Refusal photos_are_few(const SubmitConcern& command, const Facts& facts) {
    const auto max = static_cast<std::size_t>(facts.settings.photos_max);
    return command.photos.size() > max ? Refusal::too_many_photos : Refusal::none;
}

Refusal photos_are_not_too_large(const SubmitConcern& command, const Facts& facts) {
    const bool fit = std::ranges::all_of(command.photos, [&](const NewPhoto& photo) {
        return photo.bytes > 0 && photo.bytes <= facts.settings.photo_bytes_max;
    });
    return fit ? Refusal::none : Refusal::photo_too_large;
}

Refusal photos_are_new(const SubmitConcern& command, const Facts& facts) {
    bool repeated = facts.photo_id_taken;
    for (auto photo = command.photos.begin(); photo != command.photos.end(); ++photo) {
        repeated |= std::any_of(command.photos.begin(), photo,
                                [&](const NewPhoto& earlier) { return earlier.id == photo->id; });
    }
    return repeated ? Refusal::already_exists : Refusal::none;
}

constexpr std::array<Rule<SubmitConcern, Facts>, 13> rules = {{
    {Field::form, reporter_is_signed_in},
    {Field::form, concern_is_new},
    {Field::form, concerns_a_day_are_few},
    {Field::category, category_exists},
    {Field::words, words_are_plain_text},
    {Field::words, words_are_there},
    {Field::words, words_are_not_too_long},
    {Field::photos, photos_are_few},
    {Field::photos, photos_are_not_too_large},
    {Field::photos, photos_are_new},
    {Field::grid, grid_exists},
    {Field::grid, compound_is_one_of_the_grids},
    {Field::contact, contact_is_a_telephone_number},
}};

}  // namespace

std::span<const Rule<SubmitConcern, Facts>> submit_concern_rules() {
    return rules;
}

Photo make_photo(const SubmitConcern& command, std::size_t position) {
    const NewPhoto& photo = command.photos.at(position);
    return {.id = photo.id,
            .concern = command.id,
            .position = static_cast<int>(position),
            .sha256 = photo.sha256,
            .bytes = photo.bytes};
}

Concern make_concern(const SubmitConcern& command, const PersonId& reporter,
                     const TownSettings& settings, bool urgent, TimeMs now) {
    Concern concern;
    concern.id = command.id;
    concern.type = command.type;
    concern.category = command.category;
    concern.grid = command.grid;
    concern.compound = command.compound;
    concern.words = std::string(trim(command.words));
    concern.reporter = reporter;
    concern.contact = command.contact;
    concern.on_behalf = command.on_behalf;
    concern.created_at = now;
    concern.step_started_at = now;
    concern.due_at = now + (urgent ? settings.urgent_clock : settings.intake_clock);
    return concern;
}

}  // namespace yg::domain
