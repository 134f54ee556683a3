// The command with which a resident raises a concern, and its rules.
#pragma once

#include <vector>

#include "domain/concern/concern.hpp"
#include "domain/concern/photo.hpp"
#include "domain/refusal.hpp"
#include "domain/rule.hpp"
#include "domain/town/settings.hpp"

namespace yg::domain {

/// A picture that the phone keeps and sends after the command.
struct NewPhoto {
    PhotoId id;
    std::string sha256;
    int bytes = 0;

    bool operator==(const NewPhoto&) const = default;
};

struct SubmitConcern {
    static constexpr std::string_view name = "submit_concern";

    ConcernId id;
    ConcernType type = ConcernType::help;
    CategoryId category;
    GridId grid;
    std::string compound;
    std::string words;
    std::string contact;  ///< Empty: number_to_call of the reporter.
    bool on_behalf = false;
    std::vector<NewPhoto> photos;
};

struct SubmitConcernFacts {
    bool signed_in = false;
    bool id_taken = false;
    bool photo_id_taken = false;
    bool category_exists = false;
    bool category_urgent = false;
    bool grid_exists = false;
    std::vector<std::string> grid_compounds = {};  ///< Those one can choose in that grid.
    int concerns_today = 0;                        ///< This person's, before this one.
    bool on_duty = false;                          ///< Staff, who raise what they meet.
    TownSettings settings;
};

std::span<const Rule<SubmitConcern, SubmitConcernFacts>> submit_concern_rules();

/// The photo in `position` as it is stored when the rules pass.
Photo make_photo(const SubmitConcern& command, std::size_t position);

/// The concern as it is stored when the rules pass.
Concern make_concern(const SubmitConcern& command, const PersonId& reporter,
                     const TownSettings& settings, bool urgent, TimeMs now);

}  // namespace yg::domain
