#include "domain/person/correct_person.hpp"

#include <array>

#include "base/text.hpp"
#include "domain/person/person_name.hpp"
#include "domain/person/phone_number.hpp"

namespace yg::domain {
namespace {

using Facts = CorrectPersonFacts;

Refusal corrector_is_signed_in(const CorrectPerson&, const Facts& facts) {
    return facts.person ? Refusal::none : Refusal::not_signed_in;
}

Refusal name_is_one_line_of_visible_characters(const CorrectPerson& command, const Facts&) {
    return judge_person_name(command.called);
}

Refusal contact_is_a_number_to_call(const CorrectPerson& command, const Facts&) {
    const std::string_view contact = trim(command.contact);
    const bool fits = contact.empty() || is_number_to_call(contact);
    return fits ? Refusal::none : Refusal::contact_malformed;
}

constexpr std::array<Rule<CorrectPerson, Facts>, 3> rules = {{
    {Field::form, corrector_is_signed_in},
    {Field::name, name_is_one_line_of_visible_characters},
    {Field::contact, contact_is_a_number_to_call},
}};

}  // namespace

std::span<const Rule<CorrectPerson, Facts>> correct_person_rules() {
    return rules;
}

Person corrected(Person person, const CorrectPerson& command) {
    person.name = person_name(command.called);
    person.contact = std::string(trim(command.contact));
    return person;
}

}  // namespace yg::domain
