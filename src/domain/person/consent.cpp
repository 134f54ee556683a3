#include "domain/person/consent.hpp"

#include "generated/consent.hpp"

namespace yg::domain {

const ConsentText& personal_data_text() {
    return generated::personal_data;
}

}  // namespace yg::domain
