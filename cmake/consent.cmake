# The text that people agree to as a header (#include "generated/consent.hpp"), made while configuring.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
    ${CMAKE_SOURCE_DIR}/assets/consent/personal_data.json ${CMAKE_SOURCE_DIR}/tools/embed_consent.mjs)
execute_process(
    COMMAND node ${CMAKE_SOURCE_DIR}/tools/embed_consent.mjs ${CMAKE_BINARY_DIR}/generated
    COMMAND_ERROR_IS_FATAL ANY)
