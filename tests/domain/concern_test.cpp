#include "domain/concern/concern.hpp"

#include "domain/concern/submit_concern.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::domain;

namespace {

SubmitConcern good_command() {
    SubmitConcern command;
    command.id = ConcernId::trusted("019ab000-0000-7000-8000-000000000001");
    command.category = CategoryId::trusted("lamp");
    command.grid = GridId::trusted("grid-1");
    command.words = "巷子里的路灯不亮";
    return command;
}

NewPhoto photo(int number) {
    return {.id = PhotoId::trusted("019ab000-0000-7000-8000-10000000000" + std::to_string(number)),
            .sha256 = std::string(64, 'a'),
            .bytes = 1000};
}

SubmitConcernFacts good_facts() {
    SubmitConcernFacts facts;
    facts.signed_in = true;
    facts.category_exists = true;
    facts.grid_exists = true;
    return facts;
}

FieldRefusals judge(const SubmitConcern& command, const SubmitConcernFacts& facts) {
    return apply_rules(submit_concern_rules(), command, facts);
}

/// The only refusal of a command with a single fault.
FieldRefusal only(const FieldRefusals& refusals) {
    REQUIRE(refusals.size() == 1);
    return refusals.front();
}

}  // namespace

TEST_CASE("A complete concern is accepted") {
    CHECK(judge(good_command(), good_facts()).empty());
}

TEST_CASE("reporter_is_signed_in") {
    auto facts = good_facts();
    facts.signed_in = false;
    CHECK(only(judge(good_command(), facts)) == FieldRefusal{Field::form, Refusal::not_signed_in});
}

TEST_CASE("concern_is_new") {
    auto facts = good_facts();
    facts.id_taken = true;
    CHECK(only(judge(good_command(), facts)) == FieldRefusal{Field::form, Refusal::already_exists});
}

TEST_CASE("concerns_a_day_are_few") {
    auto facts = good_facts();
    facts.settings.concerns_a_day_max = 3;
    facts.concerns_today = 2;
    CHECK(judge(good_command(), facts).empty());
    facts.concerns_today = 3;
    CHECK(only(judge(good_command(), facts)) ==
          FieldRefusal{Field::form, Refusal::too_many_concerns});
    facts.on_duty = true;
    CHECK(judge(good_command(), facts).empty());
    facts.on_duty = false;
    facts.settings.concerns_a_day_max = 0;
    CHECK(judge(good_command(), facts).empty());
}

TEST_CASE("category_exists") {
    auto facts = good_facts();
    facts.category_exists = false;
    CHECK(only(judge(good_command(), facts)) ==
          FieldRefusal{Field::category, Refusal::category_unknown});
}

TEST_CASE("grid_exists") {
    auto facts = good_facts();
    facts.grid_exists = false;
    CHECK(only(judge(good_command(), facts)) == FieldRefusal{Field::grid, Refusal::grid_unknown});
}

TEST_CASE("words_are_plain_text") {
    auto command = good_command();
    command.words = "bad \xFF bytes";
    CHECK(only(judge(command, good_facts())) == FieldRefusal{Field::words, Refusal::bad_text});
    command.words = std::string("bell\a");
    CHECK(only(judge(command, good_facts())) == FieldRefusal{Field::words, Refusal::bad_text});
    command.words = "一行\n又一行";
    CHECK(judge(command, good_facts()).empty());
}

TEST_CASE("words_are_there") {
    auto command = good_command();
    command.words = " \n\u3000";
    CHECK(only(judge(command, good_facts())) == FieldRefusal{Field::words, Refusal::words_missing});
}

TEST_CASE("words_are_not_too_long") {
    auto command = good_command();
    auto facts = good_facts();
    facts.settings.words_max = 5;
    command.words = "五个汉字啊";
    CHECK(judge(command, facts).empty());
    command.words = "六个汉字啊啊";
    CHECK(only(judge(command, facts)) == FieldRefusal{Field::words, Refusal::words_too_long});
}

TEST_CASE("photos_are_few") {
    auto command = good_command();
    for (int i = 0; i < 6; ++i) command.photos.push_back(photo(i));
    CHECK(judge(command, good_facts()).empty());
    command.photos.push_back(photo(6));
    CHECK(only(judge(command, good_facts())) ==
          FieldRefusal{Field::photos, Refusal::too_many_photos});
}

TEST_CASE("photos_are_not_too_large") {
    auto command = good_command();
    command.photos = {photo(1), photo(2)};
    command.photos[1].bytes = good_facts().settings.photo_bytes_max;
    CHECK(judge(command, good_facts()).empty());
    for (const int bytes : {0, good_facts().settings.photo_bytes_max + 1}) {
        command.photos[1].bytes = bytes;
        CHECK(only(judge(command, good_facts())) ==
              FieldRefusal{Field::photos, Refusal::photo_too_large});
    }
}

TEST_CASE("photos_are_new") {
    auto command = good_command();
    command.photos = {photo(1), photo(2), photo(1)};
    CHECK(only(judge(command, good_facts())) ==
          FieldRefusal{Field::photos, Refusal::already_exists});
    command.photos.pop_back();
    auto facts = good_facts();
    CHECK(judge(command, facts).empty());
    facts.photo_id_taken = true;
    CHECK(only(judge(command, facts)) == FieldRefusal{Field::photos, Refusal::already_exists});
}

TEST_CASE("compound_is_one_of_the_grids") {
    auto command = good_command();
    auto facts = good_facts();
    facts.grid_compounds = {"银河小区", "华宇小区"};
    command.compound = "华宇小区";
    CHECK(judge(command, facts).empty());
    for (const char* words : {"华宇", "3号楼2单元 13900000001", "bad \xFF bytes"}) {
        command.compound = words;
        CHECK(only(judge(command, facts)) == FieldRefusal{Field::grid, Refusal::compound_unknown});
    }
    facts.grid_exists = false;
    CHECK(only(judge(command, facts)) == FieldRefusal{Field::grid, Refusal::grid_unknown});
}

TEST_CASE("contact_is_a_telephone_number") {
    auto command = good_command();
    for (const char* number : {"", "13800001234", "+86 138-0000-1234", "6123456"}) {
        command.contact = number;
        INFO(number);
        CHECK(judge(command, good_facts()).empty());
    }
    for (const char* number : {"123456", "1234567890123456", "call me", "138+00001234",
                               " 13800001234", "1-------------------234567"}) {
        command.contact = number;
        INFO(number);
        CHECK(only(judge(command, good_facts())) ==
              FieldRefusal{Field::contact, Refusal::contact_malformed});
    }
}

TEST_CASE("All wrong fields are marked together, each once, and being signed out decides") {
    SubmitConcern command = good_command();
    command.words = "";
    command.contact = "x";
    const FieldRefusals refusals = judge(command, SubmitConcernFacts{});
    CHECK(refusals == FieldRefusals{{Field::form, Refusal::not_signed_in},
                                    {Field::category, Refusal::category_unknown},
                                    {Field::words, Refusal::words_missing},
                                    {Field::grid, Refusal::grid_unknown},
                                    {Field::contact, Refusal::contact_malformed}});
}

TEST_CASE("A new concern's clock runs for two working hours, in danger too by its own setting") {
    TownSettings settings;
    settings.urgent_clock = 30 * minute_ms;
    const PersonId reporter = PersonId::trusted("li");
    const Concern calm = make_concern(good_command(), reporter, settings, false, 1000);
    CHECK(calm.due_at == 1000 + 2 * hour_ms);
    CHECK(calm.state == ConcernState::submitted);
    CHECK(calm.reporter == reporter);
    CHECK(make_concern(good_command(), reporter, settings, true, 1000).due_at ==
          1000 + 30 * minute_ms);
}

TEST_CASE("The public sees neither who raised a concern nor words that staff did not release") {
    Concern concern = make_concern(good_command(), PersonId::trusted("li"), {}, false, 1000);
    concern.contact = "13800001234";
    concern.on_behalf = true;
    Concern shown = public_projection(concern);
    CHECK(shown.reporter.empty());
    CHECK(shown.contact.empty());
    CHECK_FALSE(shown.on_behalf);
    CHECK(shown.words.empty());
    CHECK(shown.compound == concern.compound);
    concern.released = true;
    CHECK(public_projection(concern).words == concern.words);
}

TEST_CASE("A report against somebody is never public") {
    Concern concern;
    for (const ConcernType type : {ConcernType::inquiry, ConcernType::help, ConcernType::complaint,
                                   ConcernType::suggestion}) {
        concern.type = type;
        CHECK(is_public(concern));
    }
    concern.type = ConcernType::report;
    CHECK_FALSE(is_public(concern));
}

TEST_CASE("Only the reporter, or seven days of silence, closes a concern after verification") {
    using enum ConcernState;
    CHECK(find_transition(verification, resolved, TransitionActor::reporter) != nullptr);
    CHECK(find_transition(verification, resolved, TransitionActor::clock) != nullptr);
    CHECK(find_transition(verification, resolved, TransitionActor::staff) == nullptr);
    CHECK(find_transition(verification, resolved, TransitionActor::grid_worker) == nullptr);
}

TEST_CASE("An unsolved concern can be reopened by its reporter, with a reason") {
    using enum ConcernState;
    for (const ConcernState from : {verification, resolved}) {
        const Transition* transition = find_transition(from, reopened, TransitionActor::reporter);
        REQUIRE(transition != nullptr);
        CHECK(transition->needs_reason);
    }
    CHECK(find_transition(declined, reopened, TransitionActor::reporter) == nullptr);
}

TEST_CASE("Declining needs a reason") {
    using enum ConcernState;
    const Transition* transition = find_transition(submitted, declined, TransitionActor::staff);
    REQUIRE(transition != nullptr);
    CHECK(transition->needs_reason);
}

TEST_CASE("Every state can be reached, and every open state can be left") {
    for (int number = 1; number <= 9; ++number) {
        const auto state = static_cast<ConcernState>(number);
        bool reached = state == ConcernState::submitted;
        bool left = false;
        for (const Transition& transition : concern_transitions()) {
            reached |= transition.to == state;
            left |= transition.from == state;
        }
        INFO(number);
        CHECK(reached);
        CHECK((left || is_closed(state)));
    }
}
