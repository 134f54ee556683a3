// What people may correct and delete of themselves, and what they agree to.
#include <fstream>
#include <map>
#include <sstream>

#include "domain/person/consent.hpp"
#include "domain/person/correct_person.hpp"
#include "domain/person/erase_account.hpp"
#include "domain/person/person_name.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace yg;
using namespace yg::domain;

namespace {

Person resident() {
    Person person;
    person.id = PersonId::trusted("li");
    person.name = "Li";
    person.phone = "13800000001";
    return person;
}

Refusal refusal_of(const CorrectPerson& command, const CorrectPersonFacts& facts, Field field) {
    for (const auto& one : apply_rules(correct_person_rules(), command, facts)) {
        if (one.field == field) return one.refusal;
    }
    return Refusal::none;
}

Refusal refusal_of(const EraseAccount& command, const EraseAccountFacts& facts) {
    const auto refusals = apply_rules(erase_account_rules(), command, facts);
    return refusals.empty() ? Refusal::none : refusals.front().refusal;
}

}  // namespace

TEST_CASE("corrector_is_signed_in") {
    CHECK(refusal_of({"Li", ""}, {}, Field::form) == Refusal::not_signed_in);
    CHECK(refusal_of({"Li", ""}, {resident()}, Field::form) == Refusal::none);
}

TEST_CASE("name_is_one_line_of_visible_characters") {
    const auto judge = [](std::string name) {
        return refusal_of({std::move(name), ""}, {resident()}, Field::name);
    };
    for (const char* name : {"李四", "王𠮷", "Li", " 阿依古丽·买买提 ", "O'Neil"}) {
        INFO(name);
        CHECK(judge(name) == Refusal::none);
    }
    CHECK(judge("") == Refusal::name_missing);
    CHECK(judge("　 ") == Refusal::name_missing);
    std::string longest;
    for (std::size_t i = 0; i < person_name_max; ++i) longest += "𠮷";
    CHECK(judge(longest) == Refusal::none);
    CHECK(judge(longest + "𠮷") == Refusal::name_too_long);
    for (const char* name : {"a\x01"
                             "b",
                             "a\nb", "a\tb", "a\x7F", "李\xC2\x85", "\xE2\x80\xAEli",
                             "a\xE2\x80\x8B", "\xFF", "\xED\xA0\x80"}) {
        INFO(name);
        CHECK(judge(name) == Refusal::name_malformed);
    }
}

TEST_CASE("contact_is_a_number_to_call") {
    const auto judge = [](std::string contact) {
        return refusal_of({"Li", std::move(contact)}, {resident()}, Field::contact);
    };
    CHECK(judge("") == Refusal::none);
    CHECK(judge(" 0939-6123456 ") == Refusal::none);
    CHECK(judge("ask next door") == Refusal::contact_malformed);
    CHECK(judge("12") == Refusal::contact_malformed);
}

TEST_CASE("A correction changes the name and the number to call, and nothing else") {
    Person before = resident();
    before.role = Role::volunteer;
    before.birth_year = 1950;
    const Person after = corrected(before, {" 王𠮷　", " 0939-6123456"});
    CHECK(after.name == "王𠮷");
    CHECK(after.contact == "0939-6123456");
    CHECK(after.phone == before.phone);
    CHECK(after.role == before.role);
    CHECK(after.birth_year == before.birth_year);
}

TEST_CASE("eraser_is_signed_in") {
    CHECK(refusal_of({resident().id}, {}) == Refusal::not_signed_in);
}

TEST_CASE("account_is_ones_own") {
    CHECK(refusal_of({PersonId::trusted("wang")}, {resident()}) == Refusal::not_allowed);
    CHECK(refusal_of({resident().id}, {resident()}) == Refusal::none);
}

TEST_CASE("account_has_no_duties") {
    Person person = resident();
    for (const Role role :
         {Role::grid_worker, Role::grid_lead, Role::community_staff, Role::town_staff,
          Role::department_staff, Role::property_company, Role::organiser, Role::operator_}) {
        person.role = role;
        CHECK(refusal_of({person.id}, {person}) == Refusal::account_has_duties);
    }
    person.role = Role::volunteer;
    CHECK(refusal_of({person.id}, {person}) == Refusal::none);
}

TEST_CASE("A concern without its reporter keeps its words only if they were released") {
    Concern concern;
    concern.words = "Broken lamp";
    concern.reporter = resident().id;
    concern.contact = "13800000001";
    concern.on_behalf = true;
    concern.answer = "Mended";
    Concern left = without_reporter(concern);
    CHECK(left.words.empty());
    CHECK(left.reporter.empty());
    CHECK(left.contact.empty());
    CHECK_FALSE(left.on_behalf);
    CHECK(left.answer == "Mended");
    concern.released = true;
    CHECK(without_reporter(concern).words == "Broken lamp");
    for (const ConcernType type : all_concern_types) {
        concern.type = type;
        CHECK(is_erased_with_reporter(concern) == (type == ConcernType::report));
    }
}

// What people agreed to must be found again under its number. So changed words need a new version
// in assets/consent and a line in consent_versions.txt; the lines that are there stay.
TEST_CASE("The text that people agree to changes only with its version") {
    std::map<int, std::string> noted;
    std::ifstream lines(YG_TEST_DIR "/consent_versions.txt");
    int version = 0;
    for (std::string digest; lines >> version >> digest;) {
        CHECK_FALSE(noted.contains(version));
        noted[version] = digest;
    }
    const ConsentText& text = personal_data_text();
    std::uint64_t digest = 14695981039346656037u;  // FNV-1a
    const auto add = [&](std::string_view words) {
        for (const char c : words) {
            digest = (digest ^ static_cast<unsigned char>(c)) * 1099511628211u;
        }
    };
    for (const ConsentWords& words : {text.chinese, text.english}) {
        add(words.title);
        for (const ConsentSection& section : words.sections) {
            add(section.title);
            add(section.words);
        }
    }
    std::ostringstream hex;
    hex << std::hex << digest;
    INFO(text.version << " " << hex.str());
    CHECK(noted[text.version] == hex.str());
    CHECK(noted.rbegin()->first == text.version);
    CHECK(text.chinese.sections.size() == text.english.sections.size());
}
