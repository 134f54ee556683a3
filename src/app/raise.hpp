// 我要说: the draft of a concern, its steps and its way to the outbox.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/action.hpp"
#include "domain/concern/submit_concern.hpp"
#include "domain/place/place.hpp"
#include "platform/photos.hpp"

namespace yg::app {

/// A compound one can pick by its name.
struct CompoundChoice {
    std::string name;
    GridId grid;
    std::string community;
    int grid_number = 0;
};

enum class RaiseStep : std::uint8_t { what, where, who };

struct Raise {
    // What can be chosen
    std::vector<domain::Category> categories;
    std::vector<domain::Community> communities;
    std::vector<domain::Grid> grids;
    std::vector<CompoundChoice> compounds;
    int words_max = 500;
    int photos_max = 6;
    bool signed_in = false;
    std::string account_phone;     ///< Masked, shown as the default contact.
    bool has_own_contact = false;  ///< It is the number the person gave to be called at.

    // What was chosen. The screen writes these directly and calls Portal::keep_draft().
    ConcernId draft_id;  ///< Made with the draft, so that sending it twice is sending it once.
    RaiseStep step = RaiseStep::what;
    domain::ConcernType type = domain::ConcernType::help;
    CategoryId category;
    GridId grid;
    std::string compound;
    std::string words;
    std::string contact;
    bool on_behalf = false;
    std::vector<domain::NewPhoto> photos;  ///< The device keeps them.
    bool kept = true;  ///< The device has it; else it lasts as long as the page.

    int photos_preparing = 0;                             ///< Chosen, and being made small.
    std::optional<platform::PhotoFailure> photo_failure;  ///< Of the last ones chosen.

    /// Wrong fields of the step just left or of the submission.
    domain::FieldRefusals refusals;
    Action submit;
    ConcernId submitted;  ///< The concern last sent from this form; empty before.
};

/// The refusal that stands beside `field`, or none.
domain::Refusal refusal_of(const domain::FieldRefusals& refusals, domain::Field field);

}  // namespace yg::app
