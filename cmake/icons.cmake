# The icons of assets/icons.json as a header (#include "generated/icons.hpp") and as outlines for the
# browser (generated/library_icons.js). Made while configuring, so that nothing needs to wait for it.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
    ${CMAKE_SOURCE_DIR}/assets/icons.json ${CMAKE_SOURCE_DIR}/tools/icons.mjs)
execute_process(
    COMMAND node ${CMAKE_SOURCE_DIR}/tools/icons.mjs ${CMAKE_BINARY_DIR}/generated
    COMMAND_ERROR_IS_FATAL ANY)
target_include_directories(yg_flags INTERFACE ${CMAKE_BINARY_DIR})
