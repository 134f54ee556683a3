// The fields of a person in JSON, shared by its codec and the messages that carry one.
// Only for codecs' .cpp files.
#pragma once

#include "domain/person/person.hpp"

namespace yg::codec {

inline constexpr auto describe_person = [](auto& archive, auto& person) {
    constexpr std::size_t name_max = 80;
    archive.id("id", person.id);
    archive.text("name", person.name, name_max);
    archive.text("phone", person.phone, 20);
    archive.choice("role", person.role, domain::Role::resident, domain::Role::operator_);
    archive.choice("standing", person.standing, domain::Standing::none,
                   domain::Standing::preferential_treatment);
    archive.number("birth_year", person.birth_year, 0, 9999);
    archive.id_or_none("grid", person.grid);
    archive.id_or_none("community", person.community);
    archive.id_or_none("unit", person.unit);
    archive.text("contact", person.contact, 40);
};

}  // namespace yg::codec
